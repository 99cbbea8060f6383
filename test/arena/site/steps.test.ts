import { describe, expect, it } from "vitest";
import { createScrub } from "../../../src/arena/scrub.ts";
import { scrubFiles } from "../../../src/arena/site/scrub-files.ts";
import { readSteps } from "../../../src/arena/site/steps.ts";
import type { TrialEvent, TrialEventBody } from "../../../src/core/event.ts";

const scrub = createScrub(["qwen-code qwen/qwen3-coder"]);

async function* toEvents(...bodies: readonly TrialEventBody[]): AsyncGenerator<TrialEvent> {
  for (const [sequence, event] of bodies.entries())
    yield { sequence, at: "2026-11-29T12:00:00.000Z", trialId: "t", tryNumber: 1, event };
}

describe("how an agent came to its app", () => {
  it("is told without names of makers, and with tools by what they do", async () => {
    const steps = await readSteps(
      toEvents(
        { type: "turn-started", turn: 1, prompt: "Build it." },
        { type: "agent-message", text: "I am Qwen Code, and begin." },
        { type: "tool-call", id: "1", name: "write_file", arguments: { file_path: "/app/index.html" } },
        { type: "tool-call", id: "2", name: "Bash", arguments: { command: "ls" } },
        { type: "turn-started", turn: 2, prompt: "Go on." },
        { type: "tool-call", id: "3", name: "apply_patch", arguments: "*** by qwen3-coder" },
        { type: "tool-call", id: "4", name: "mcp__sandbox__x", arguments: null },
      ),
      scrub,
    );
    expect(steps).toEqual([
      { turn: 1, kind: "message", tool: null, text: "I am xxxx xxxx, and begin." },
      { turn: 1, kind: "tool", tool: "create_file", text: "/app/index.html" },
      { turn: 1, kind: "tool", tool: "run_command", text: "ls" },
      { turn: 2, kind: "tool", tool: "edit_file", text: "*** by xxxxx-xxxxx" },
      { turn: 2, kind: "tool", tool: "other_tool", text: "" },
    ]);
  });

  it("is cut where it is long", async () => {
    const many = Array.from(
      { length: 800 },
      () => ({ type: "agent-message", text: "x".repeat(900) }) as const,
    );
    const steps = await readSteps(toEvents(...many), scrub);
    expect(steps).toHaveLength(500);
    expect(steps[0]!.text).toHaveLength(601);
  });
});

describe("the files of an app", () => {
  it("lose names of makers in their texts and paths; what is no text stays", () => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    const binary = new Uint8Array([0, 1, 2, 255]);
    const files = scrubFiles(
      [
        { path: "claude/index.html", content: encode('<title>by Claude</title><script src="claude.js">') },
        { path: "logo.png", content: binary },
        { path: "run.sh", content: encode("true"), executable: true },
      ],
      scrub,
    );
    expect(files.map(({ path }) => path)).toEqual(["xxxxxx/index.html", "logo.png", "run.sh"]);
    expect(new TextDecoder().decode(files[0]!.content)).toBe(
      '<title>by xxxxxx</title><script src="xxxxxx.js">',
    );
    expect(files[1]!.content).toEqual(binary);
    expect(files[2]!.executable).toBe(true);
  });
});
