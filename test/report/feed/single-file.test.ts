import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../src/loader/digest.ts";
import { createReportSource } from "../../../src/report/feed/report-source.ts";
import { toSingleFile } from "../../../src/report/feed/single-file.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import type { TrialEvent } from "../../../src/core/event.ts";
import { makeCheck, makeResult, makeTrial } from "../../support/results.ts";
import { makeReportRun } from "./make-run.ts";

const toBase64 = (text: string): string => createHash("sha256").update(text).digest("base64");

const VIEWER = {
  script: 'const html = "<script></script><!--";\r\nconst end = "</SCRIPT >";',
  style: "body { color: red }",
  player: "",
};
const TRIALS = Array.from({ length: 6 }, (_, n) => makeTrial(`t.k${n}`, { task: "t", attempt: n + 1 }));

function endTrial(trial: (typeof TRIALS)[number]): TrialResult {
  const made = makeResult(trial, [makeCheck("opens", false)]);
  const screenshots = [{ check: "opens", name: "failure", file: "screenshots/turn-1/000.opens.png" }];
  return {
    ...made,
    turns: made.turns.map((turn) => ({ ...turn, screenshots, workspace: "a".repeat(64) })),
  };
}

/** Six trials, each with a picture of 20 kB, a workspace of 30 kB, and a transcript of 60 kB. */
function makeRun() {
  const run = makeReportRun({
    trials: TRIALS,
    results: TRIALS.map(endTrial),
    files: {
      trialFile: async (_, path) => (path.endsWith(".png") ? Buffer.alloc(15_000, 7) : null),
      sizeOf: async (_, path) => (path === "transcript.1.jsonl" ? 60_000 : null),
      hasWorkspace: async () => true,
      workspace: async () => [{ path: "a.js", content: Buffer.from("x".repeat(30_000)) }],
    },
  });
  async function* events(trialId: string): AsyncGenerator<TrialEvent> {
    const event = { type: "agent-message", text: `said\n${"y".repeat(60_000)}` } as const;
    yield { sequence: 0, at: "2026-01-01T00:00:00.000Z", trialId, tryNumber: 1, event };
  }
  return { ...run, data: { ...run.data, events } };
}

async function write(maxBytes: number, signal = new AbortController().signal) {
  const runs = [makeRun()];
  const now = () => new Date(0);
  const source = createReportSource({
    runs,
    buildoff: "1",
    now,
    sha256,
    pictures: "all",
    gate: null,
    server: null,
  });
  const parts = { runs, source, viewer: VIEWER, onTrial: () => {} };
  const made = await toSingleFile(parts, { sha256: toBase64, maxBytes, signal });
  const names = [...made.html.matchAll(/data-(?:chunk|picture)="([^"]*)"/g)].map(([, name]) => name!);
  return { ...made, names, kinds: [...new Set(names.map((name) => name.split("/")[0]))] };
}

describe("a report in one file", () => {
  it("holds everything but apps, what matters most first", async () => {
    const { kinds, names, leftOut } = await write(10_000_000);
    expect(leftOut).toEqual({});
    expect(kinds).toEqual([
      "index",
      "leaderboard",
      "compare",
      "task",
      "trial",
      "pictures",
      "files",
      "transcript",
    ]);
    expect(names).toContain("pictures/0/0/turn-1/000.opens.png");
    expect(names.filter((name) => name.startsWith("transcript/0/5/"))).toEqual([
      "transcript/0/5/1",
      "transcript/0/5/1/0",
    ]);
  });

  it("may run its own script and no other: the hash is the script's as it stands there", async () => {
    const page = (await write(10_000_000)).html;
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)!;
    const scripts = [...page.matchAll(/<script>(.*?)<\/script/gis)].map(([, text]) => text!);
    expect(scripts).toHaveLength(1);
    expect(policy).toContain(`script-src 'sha256-${toBase64(scripts[0]!)}'`);
    expect(policy).toContain("default-src 'none'");
    expect(scripts[0]).not.toMatch(/<!--|\r/);
    const [html, end] = ["<script></script><!--", "</SCRIPT >"];
    expect(runInNewContext(`${scripts[0]}; JSON.stringify([html, end])`)).toBe(JSON.stringify([html, end]));
  });

  it("stays below the limit, and leaves out what matters least, counting it", async () => {
    const whole = (await write(10_000_000)).html.length;
    for (const [room, missing] of [
      [-1, { "parts of transcripts": 1 }],
      [-200_000, { "parts of transcripts": 4 }],
      [-400_000, { "parts of transcripts": 6, workspaces: 2 }],
      [-600_000, { "parts of transcripts": 6, workspaces: 6, pictures: 3 }],
    ] as const) {
      const { html, leftOut, names } = await write(whole + room);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(whole + room);
      expect(leftOut).toEqual(missing);
      expect(names.filter((name) => name.startsWith("trial/"))).toHaveLength(6);
    }
  });

  it("has nothing of a trial that does not fit itself", async () => {
    const { html } = await write(10_000_000);
    const beforeTrials = html.indexOf(`<script type="application/json" data-chunk="trial/0/0"`);
    const tail = html.length - html.indexOf("<script>const");
    const { names, leftOut } = await write(beforeTrials + tail + 100);
    expect(leftOut).toEqual({ trials: 6 });
    expect(names.filter((name) => /^(?:trial|pictures|files|transcript)/.test(name))).toEqual([]);
  });

  it("is refused where not even the index fits, and says how much it takes", async () => {
    await expect(write(1_000)).rejects.toMatchObject({
      code: "single-file-too-small",
      message: expect.stringContaining("1.0 kB") as string,
      hint: expect.stringContaining("--max-size") as string,
    });
  });

  it("is given up when the user stops it", async () => {
    await expect(write(10_000_000, AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  });
});
