import { describe, expect, it } from "vitest";
import type { RunData } from "../../src/core/exporter.ts";
import { readAgentEvents } from "../../src/exporters/transcript/agent-events.ts";
import { type Step, toSteps } from "../../src/exporters/transcript/steps.ts";
import { INTERRUPTED, type Transcript } from "./fixture/events.ts";
import { makeRun, readRows } from "./fixture/run.ts";
import { makeCheck, makeResult, makeTrial, makeTurn } from "./fixture/trials.ts";

async function readSteps(transcripts: readonly Transcript[]): Promise<Step[]> {
  const [head] = makeResult(makeTrial({}), [makeTurn([makeCheck("one", true)])]).tries;
  const tries = transcripts.map((_, index) => ({ ...head!, number: index + 1 }));
  const result = makeResult(makeTrial({}), [makeTurn([makeCheck("one", true)])], { tries });
  const run: RunData = makeRun([{ result, transcripts }]);
  const [row] = await readRows(run);
  return toSteps(await readAgentEvents(run, row!, result));
}

const say = (steps: readonly Step[]): string[] => steps.map(({ source, text }) => `${source}: ${text}`);
const prompt = { type: "turn-started", turn: 1, prompt: "Build it." } as const;

describe("a conversation", () => {
  it("is that of the first try where a later one only graded again", async () => {
    const graded: Transcript = [
      { type: "trial-started" },
      { type: "phase-started", phase: "build", turn: 1 },
    ];
    expect(say(await readSteps([[prompt, { type: "agent-message", text: "Done." }], graded]))).toEqual([
      "user: Build it.",
      "agent: Done.",
    ]);
  });

  it("begins anew where a later try began anew", async () => {
    const again = { type: "resumed", turn: 1, from: null, message: "the trial starts again" } as const;
    const steps = await readSteps([
      INTERRUPTED[0],
      [again, prompt, { type: "agent-message", text: "Done." }],
    ]);
    expect(say(steps)).toEqual(["system: the trial starts again", "user: Build it.", "agent: Done."]);
  });

  it("is empty where transcripts were pruned", async () => {
    expect(await readSteps([[], []])).toEqual([]);
  });

  it("gives a result to the last call of its id, since some programs count anew in each turn", async () => {
    const call = { type: "tool-call", id: "item_1", name: "exec", arguments: {} } as const;
    const steps = await readSteps([
      [
        prompt,
        call,
        { ...prompt, turn: 2 },
        call,
        { type: "tool-result", id: "item_1", text: "ok", isError: false },
      ],
    ]);
    expect(steps.map((step) => (step.source === "agent" ? step.results.length : null))).toEqual([
      null,
      0,
      null,
      1,
    ]);
  });

  it("does not count a call of the model that was refused", async () => {
    const refused = {
      type: "model-response",
      requestId: "r",
      status: 429,
      model: null,
      usage: null,
      durationMs: 1,
      firstByteMs: null,
      waitMs: 0,
      body: null,
    } as const;
    const steps = await readSteps([
      [prompt, refused, { ...refused, status: 200 }, { type: "agent-message", text: "Hi." }],
    ]);
    expect(steps[1]).toMatchObject({ modelCalls: 1, usage: null, text: "Hi." });
  });
});
