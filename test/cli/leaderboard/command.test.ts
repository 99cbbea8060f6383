import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { createProgram } from "../../../src/cli/program.ts";
import { UserError } from "../../../src/core/errors.ts";
import { type Leaderboard, LeaderboardSchema } from "../../../src/core/leaderboard.ts";
import type { LedgerEntry } from "../../../src/core/ledger.ts";
import type { Summary } from "../../../src/core/summary.ts";
import { appendToLedger } from "../../../src/store/ledger/append.ts";
import { makeStanding, passing } from "../../analysis/make-contender.ts";
import { makeConditions, makeSummary } from "../../analysis/make-summary.ts";
import { buildoff } from "../../support/buildoff.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../../support/temporary.ts";
import { makeField, writeRuns } from "./store.ts";

/** What the command prints; what it throws is thrown. */
async function leaderboard(results: string, ...args: readonly string[]): Promise<string> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    await (
      await createProgram()
    ).parseAsync(["leaderboard", ...args, "--results", results], { from: "user" });
  } finally {
    spy.mockRestore();
  }
  return written.join("");
}

async function boardOf(results: string, ...args: readonly string[]): Promise<Leaderboard> {
  return LeaderboardSchema.parse(JSON.parse(await leaderboard(results, ...args, "--format", "json")));
}

const labelsOf = ({ rows }: Leaderboard): string[] => rows.map(({ label }) => label);

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "nothing was thrown",
    (error: unknown) => (error instanceof UserError ? error.code : error),
  );

const LATER = "2026-02-03T00:00:00.000Z";

describe("buildoff leaderboard", async () => {
  const results = await makeSuiteFolder();
  beforeAll(() => writeRuns(results, [makeField(), makeField("again", { startedAt: LATER })]));

  it("says in one sentence where a model stands", async () => {
    expect(await leaderboard(results, "field", "--placing", "qwen/qwen3.7-max")).toBe(
      "qwen/qwen3.7-max: 4th overall, 2nd among publicly available models, 1st in Asia-Pacific\n",
    );
    expect(await leaderboard(results, "field", "--placing", "loop openai/next")).toBe(
      "openai/next: 1st overall, 1st in North America\n",
    );
    expect(await leaderboard(results, "field", "--placing", "deepseek/v4", "--licence", "mit")).toBe(
      "deepseek/v4: 5th overall, 3rd among publicly available models, 2nd in Asia-Pacific, 1st in the slice (licence MIT)\n",
    );
    expect(await leaderboard(results, "field", "--placing", "oracle")).toBe(
      "oracle: not ranked, since no model worked in it: it is there to compare with\n",
    );
    expect(await codeOf(leaderboard(results, "field", "--placing", "qwen/qwen3"))).toBe("unknown-name");
  });

  it.each([
    [["--publicly-available"], ["anthropic/opus", "qwen/qwen3.7-max", "deepseek/v4"], [3, 4, 5]],
    [
      ["--organisation-region", "Asia-Pacific"],
      ["qwen/qwen3.7-max", "deepseek/v4"],
      [4, 5],
    ],
    [
      ["--endpoint-region", "eu-central-1"],
      ["qwen/qwen3.7-max", "deepseek/v4"],
      [4, 5],
    ],
    [["--organisation", "alibaba"], ["qwen/qwen3.7-max"], [4]],
    [
      ["--organisation", "Alibaba", "--organisation", "OpenAI"],
      ["openai/next", "qwen/qwen3.7-max"],
      [1, 4],
    ],
    [["--licence", "MIT"], ["deepseek/v4"], [5]],
    [
      ["--availability", "preview"],
      ["openai/next", "google/ultra-preview"],
      [1, 2],
    ],
    [["--size", "large"], ["deepseek/v4"], [5]],
    [
      ["--publicly-available", "--organisation-region", "Asia-Pacific", "--size", "frontier"],
      ["qwen/qwen3.7-max"],
      [4],
    ],
  ])("slices by %j, with the overall rank beside", async (flags, models, overall) => {
    const board = await boardOf(results, "field", ...flags);
    expect(labelsOf(board)).toEqual(models.map((model) => `loop ${model}`));
    expect(board.rows.map((row) => row.rank)).toEqual(models.map((_, index) => index + 1));
    expect(board.rows.map((row) => row.overallRank)).toEqual(overall);
    const text = await leaderboard(results, "field", ...flags);
    expect(text).toContain("of all");
  });

  it.each(["--category", "--difficulty", "--locale", "--stack", "--language"])(
    "slices tasks by %s",
    async (flag) => {
      const values = { category: "page", difficulty: "easy", locale: "en", stack: "static", language: "en" };
      const value = values[flag.slice(2) as keyof typeof values];
      const board = await boardOf(results, "field", flag, value);
      expect(board.slices).toEqual([{ by: flag.slice(2), values: [value] }]);
      expect(board.rows[0]).toMatchObject({ tasks: 120, rank: 1, overallRank: 1 });
    },
  );

  it("slices by agent, and knows no value that no run has", async () => {
    expect(labelsOf(await boardOf(results, "field", "--agent", "oracle"))).toEqual(["oracle"]);
    await expect(leaderboard(results, "field", "--agent", "lop")).rejects.toMatchObject({
      code: "no-such-value",
      message: "--agent lop: these runs have nothing of it",
      hint: 'did you mean "loop"? known: loop, oracle',
    });
    expect(await codeOf(leaderboard(results, "field", "--organisation-region", "eu-central-1"))).toBe(
      "no-such-value",
    );
    expect(await codeOf(leaderboard(results, "field", "--agent", "loop", "--agent", "nobody"))).toBe(
      "no-such-value",
    );
  });

  it("shows the Pareto front alone where it is asked to", async () => {
    const all = await boardOf(results, "field");
    const front = await boardOf(results, "field", "--pareto");
    expect(labelsOf(front)).toEqual(all.rows.filter((row) => row.isOnParetoFront).map(({ label }) => label));
    expect(front.onlyFront).toBe(true);
    expect(labelsOf(front)).not.toContain("oracle");
  });

  it("puts runs of one configuration together, and says which", async () => {
    const board = await boardOf(results, "again", "field");
    expect(board.runs.map(({ runId }) => runId)).toEqual(["field", "again"]);
    expect(board.rows[0]).toMatchObject({ runs: ["field", "again"], trials: 480, lastRunAt: LATER });
    expect(board.k).toBe(4);
    expect((await boardOf(results, "field", "again", "-k", "3")).rows[0]!.passAt).toMatchObject({
      k: 3,
      tasks: 120,
    });
    expect(await boardOf(results, "all")).toEqual(board);
    expect((await boardOf(results, join(results, "field"), "field")).runs).toHaveLength(1);
  });

  it("ranks by what it is told to", async () => {
    expect((await boardOf(results, "field", "--metric", "score")).metric).toBe("score");
    expect((await boardOf(results, "field")).metric).toBe("passRate");
  });

  it("writes a file in whatever format", async () => {
    const folder = await makeTemporaryFolder();
    const file = join(folder, "deep", "board.csv");
    expect(await leaderboard(results, "field", "--format", "csv", "--out", file)).toBe("");
    expect(await codeOf(leaderboard(results, "field", "--out", folder))).toBe("invalid-setting");
    const lines = (await readFile(file, "utf8")).split("\r\n");
    expect(lines).toHaveLength(8);
    expect(lines[1]).toMatch(/^1,1,,true,loop openai\/next,/);
    expect(await leaderboard(results, "field", "--format", "markdown")).toContain(
      "| 1 \\* | `loop openai/next` |",
    );
  });

  it("takes what is known of models from a file, where it is given one", async () => {
    const folder = await makeTemporaryFolder();
    const file = join(folder, "models.yaml");
    await writeFile(
      file,
      "schema: 1\nmodels:\n  - { name: openai/next, organisation: Other, region: Europe }\n",
    );
    const board = await boardOf(results, "field", "--models-file", file, "--organisation-region", "Europe");
    expect(labelsOf(board)).toEqual(["loop openai/next"]);
    expect(board.rows[0]!.configuration.model!.metadata.organisation).toBe("Other");
  });

  it("explains each statistic where help is asked for", async () => {
    const { stdout, exitCode } = await buildoff(["leaderboard", "--help"]);
    const help = stdout.replaceAll(/\s+/g, " ");
    expect(exitCode).toBe(0);
    for (const words of [
      "the number of configurations that are better for sure",
      "in 95 of 100 repetitions",
      "how often at least one of k attempts passes",
      "how often all of k do",
      "no other configuration beats on cost and score at once",
      "infrastructure errors are no zeros",
      "whose organisation is at home there",
      "that were called there",
    ])
      expect(help).toContain(words);
  });
});

describe("unlike runs", () => {
  const group = makeStanding({ name: "loop m/x" }, passing(2, 4));
  const suite = { name: "demo", version: "2.0.0", hash: "b".repeat(64) };
  const unlike = makeSummary("unlike", [group], {
    startedAt: LATER,
    conditions: makeConditions(Object.keys(passing(2, 4)), { suite }),
  });

  async function makeStore(): Promise<string> {
    const results = await makeTemporaryFolder();
    await writeRuns(results, [makeSummary("first", [group]), unlike]);
    return results;
  }

  it("are refused with what differs, and exit with 2", async () => {
    const results = await makeStore();
    const { exitCode, stderr, stdout } = await buildoff(["leaderboard", "all", "--results", results]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("first → unlike: suite: demo 1.0.0 (aaaaaaaaaaaa) → demo 2.0.0 (bbbbbbbbbbbb)");
    expect(stderr).toContain("--force");
  });

  it("stand beside each other by --force, and every output says so", async () => {
    const results = await makeStore();
    const forced = ["all", "--force"];
    expect(await boardOf(results, ...forced)).toMatchObject({
      isForced: true,
      differences: [{ between: ["first", "unlike"], what: "suite", severity: "refuses" }],
    });
    expect(await leaderboard(results, ...forced)).toContain("FORCED: of unlike runs");
    expect(await leaderboard(results, ...forced, "--format", "markdown")).toContain("FORCED: of unlike runs");
    expect(await leaderboard(results, ...forced, "--placing", "m/x")).toContain("FORCED: of unlike runs");
    const [head, first] = (await leaderboard(results, ...forced, "--format", "csv")).split("\r\n");
    expect(first!.split(",")[head!.split(",").indexOf("isForced")]).toBe("true");
  });

  it("are told apart by their suite's version, of which one can be chosen", async () => {
    const results = await makeStore();
    expect((await boardOf(results, "all", "--suite", "demo@2.0.0")).runs.map(({ runId }) => runId)).toEqual([
      "unlike",
    ]);
    expect(await codeOf(leaderboard(results, "all", "--suite", "demo"))).toBe("runs-differ");
    expect(await codeOf(leaderboard(results, "all", "--suite", "other"))).toBe("no-runs-to-rank");
  });

  it("are no matter of --force where nothing is unlike", async () => {
    const results = await makeStore();
    expect((await boardOf(results, "first", "--force")).isForced).toBe(false);
  });
});

describe("which runs count", () => {
  const group = makeStanding({ name: "loop m/x" }, passing(2, 4));
  const run = (runId: string, changes: Partial<Summary> = {}): Summary =>
    makeSummary(runId, [group], changes);

  it("are all but those that grade again what is there, and shards; what is left out is said", async () => {
    const results = await makeTemporaryFolder();
    await writeRuns(results, [
      run("first"),
      run("rescored", { derivedFrom: "first", startedAt: LATER }),
      run("part", { shard: { index: 1, of: 2, plan: "p" }, startedAt: LATER }),
    ]);
    await mkdir(join(results, "going-on"));
    await writeFile(join(results, "going-on", "manifest.json"), "{}");
    await writeRuns(results, [run("broken")]);
    await writeFile(join(results, "broken", "summary.json"), "{");
    const board = await boardOf(results, "all");
    expect(board.rows[0]).toMatchObject({ runs: ["first"], trials: 4 });
    expect(board.leftOut.map(({ runId, kind, state }) => [runId, kind, state])).toEqual([
      ["broken", "run", "unreadable"],
      ["going-on", "run", "unfinished"],
      ["part", "shard", "whole"],
      ["rescored", "derived", "whole"],
    ]);
    expect(await leaderboard(results, "all")).toContain(
      "rescored of 2026-02-03 (rescored from first): loop m/x",
    );
    expect(await codeOf(leaderboard(results, "going-on"))).toBe("no-summary");
    expect(await codeOf(leaderboard(results, "broken"))).toBe("invalid-result-file");
    expect(await codeOf(leaderboard(results, "nowhere"))).toBe("unknown-run");
  });

  it("never count a trial twice: no copy, no run with what grades it again, however far", async () => {
    const [results, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await writeRuns(results, [
      run("first"),
      run("second", { derivedFrom: "first", startedAt: LATER }),
      run("third", { derivedFrom: "second", startedAt: LATER }),
      run("merged", { startedAt: "2026-03-01T00:00:00.000Z" }),
      run("part", {
        shard: { index: 1, of: 2, plan: "p" },
        startedAt: "2026-03-01T00:00:00.000Z",
      }),
      run("other", { startedAt: "2026-04-01T00:00:00.000Z" }),
    ]);
    await writeRuns(elsewhere, [run("first"), run("other", { startedAt: "2026-05-01T00:00:00.000Z" })]);
    const twice = "same-trials-twice";
    expect(await codeOf(leaderboard(results, "first", "second"))).toBe(twice);
    expect(await codeOf(leaderboard(results, "first", "third", "--force"))).toBe(twice);
    expect(await codeOf(leaderboard(results, "second", "third"))).toBe(twice);
    expect(await codeOf(leaderboard(results, "first", join(elsewhere, "first")))).toBe(twice);
    expect(await codeOf(leaderboard(results, "merged", "part"))).toBe(twice);
    const board = await boardOf(results, "third", "other", join(elsewhere, "other"));
    expect(board.rows[0]!.trials).toBe(12);
  });

  it("are held against the store's ledger: what was left out of a configuration's runs is said", async () => {
    const results = await makeTemporaryFolder();
    await writeRuns(results, [run("lucky"), run("unlucky", { startedAt: LATER })]);
    const created = (runId: string, createdAt: string, more: Partial<LedgerEntry> = {}): LedgerEntry =>
      ({
        type: "created",
        at: createdAt,
        runId,
        createdAt,
        manifest: "c".repeat(64),
        suite: makeConditions([]).suite,
        configurations: [{ key: group.configuration.key, name: group.configuration.name }],
        trials: 4,
        derivedFrom: null,
        shard: null,
        ...more,
      }) as LedgerEntry;
    await appendToLedger(results, async () => [
      created("lucky", run("lucky").startedAt),
      created("unlucky", LATER),
      created("deleted", "2026-03-01T00:00:00.000Z"),
      created("again", "2026-04-01T00:00:00.000Z", { derivedFrom: "lucky" }),
      created("foreign", "2026-05-01T00:00:00.000Z", {
        suite: { name: "other", version: "1.0.0", hash: "d".repeat(64) },
      }),
    ]);
    const { leftOut } = await boardOf(results, "lucky");
    expect(leftOut.map(({ runId, kind, isGone }) => [runId, kind, isGone])).toEqual([
      ["unlucky", "run", false],
      ["deleted", "run", true],
      ["again", "derived", true],
    ]);
    const text = await leaderboard(results, "lucky");
    expect(text).toContain("unlucky of 2026-02-03");
    expect(text).toContain("no longer on disk");
    expect((await boardOf(results, "all")).leftOut.map(({ runId }) => runId)).toEqual(["deleted", "again"]);
  });
});
