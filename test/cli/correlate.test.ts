import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CorrelationSchema } from "../../src/core/correlation.ts";
import type { Vote } from "../../src/core/vote.ts";
import { makeStanding, passing } from "../analysis/make-contender.ts";
import { makeConditions, makeSummary } from "../analysis/make-summary.ts";
import { crowd, simulateVotes } from "../arena/simulate.ts";
import { buildoff } from "../support/buildoff.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeSuiteFolder } from "../support/temporary.ts";
import { writeRuns } from "./leaderboard/store.ts";

const TASKS = 20;
/** By how many of the tasks pass: the first is the best. */
const PASSED = {
  "alpha/one": 18,
  "beta/two": 15,
  "gamma/three": 12,
  "delta/four": 8,
  "epsilon/five": 4,
  "zeta/six": 1,
};
/** Of the same order. */
const STRENGTHS = {
  "alpha/one": 1.5,
  "beta/two": 0.9,
  "gamma/three": 0.3,
  "delta/four": -0.3,
  "epsilon/five": -0.9,
  "zeta/six": -1.5,
};

const groupsOf = (agent: string) =>
  Object.entries(PASSED).map(([model, passed]) =>
    makeStanding({ name: `${agent} ${model}` }, passing(passed, TASKS)),
  );

const asJudge = (votes: readonly Vote[]): Vote[] =>
  votes.map((vote) => ({ ...vote, id: `judge ${vote.id}`, rater: { ...vote.rater, kind: "model" } }));

describe("buildoff correlate", async () => {
  const folder = await makeSuiteFolder();
  const file = (name: string): string => join(folder, name);
  const correlate = (...args: readonly string[]) =>
    buildoff(["correlate", ...args, "--results", folder], { cwd: folder });

  /** @returns the table's name, as the command line gives it */
  async function writeTable(name: string, text: string): Promise<string> {
    await writeFile(file(name), text);
    return name;
  }

  const writeVotes = (name: string, votes: readonly Vote[]): Promise<string> =>
    writeTable(name, votes.map((vote) => `${JSON.stringify(vote)}\n`).join(""));

  const people = simulateVotes(STRENGTHS, crowd(20, 50), 1);
  beforeAll(async () => {
    const conditions = makeConditions(Object.keys(passing(1, TASKS)), {
      suite: { name: "demo", version: "2.0.0", hash: "b".repeat(64) },
    });
    await writeRuns(folder, [
      makeSummary("six", groupsOf("loop")),
      makeSummary("agents", [...groupsOf("loop"), ...groupsOf("codex")]),
      makeSummary("unlike", groupsOf("loop"), { conditions, startedAt: "2026-02-03T00:00:00.000Z" }),
    ]);
    await storeRun({ results: folder, runId: "stored" });
    await writeVotes("votes.jsonl", people);
    await writeTable(
      "table.csv",
      "rank,model,rating\n1,alpha/one,1500\n2,beta/two,1400\n3,delta/four,1300\n4,gamma/three,1250\n5,epsilon/five,1100\n6,zeta/six,1000\n",
    );
  });

  it("says in words whether the score predicts what people prefer, the same twice", async () => {
    const args = ["six", "--votes", "votes.jsonl", "--with", "table.csv"];
    const { exitCode, stdout, stderr } = await correlate(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "the score predicts what people prefer: on 6 models it orders 15 of 15 pairs as people's votes do, more than chance would",
      "on 6 models the score orders 14 of 15 pairs as table.csv does (1 the other way round), more than chance would",
      "on 6 models people's votes order 14 of 15 pairs as table.csv does (1 the other way round), more than chance would",
      "",
    ]);
    expect(stdout).toMatch(/│ the score, table\.csv +│ +6 │ +0\.94 \(0\.\d\d to 1\.00\) │ +0\.87 \(/);
    expect((await correlate(...args)).stdout).toBe(stdout);
  });

  it("gives the same as JSON of the published format, byte for byte", async () => {
    const args = ["six", "--votes", "votes.jsonl", "--with", "table.csv", "--json"];
    const { stdout } = await correlate(...args);
    const { measures, comparisons, runs } = CorrelationSchema.parse(JSON.parse(stdout));
    expect(runs).toEqual(["six"]);
    expect(measures.map(({ kind, column, models }) => [kind, column, models])).toEqual([
      ["runs", "score", 6],
      ["people", "rating", 6],
      ["table", "rating", 6],
    ]);
    expect(comparisons[1]).toMatchObject({ pairs: { alike: 14, unlike: 1, tied: 0 }, onlyA: [], onlyB: [] });
    expect(comparisons[1]!.models[0]).toMatchObject({ a: "loop alpha/one", b: "alpha/one", y: 1500 });
    expect((await correlate(...args)).stdout).toBe(stdout);
    expect((await correlate(...args, "--seed", "2")).stdout).not.toBe(stdout);
  });

  it("reads what `arena rate` wrote, and any column of a CSV", async () => {
    await buildoff(["arena", "rate", file("votes.jsonl"), "--format", "json", "--out", file("ratings.json")]);
    await writeTable(
      "both.csv",
      "Model,Score,Rating\nalpha/one,1,9\nbeta/two,2,8\ngamma/three,3,7\ndelta/four,4,6\nepsilon/five,5,5\n",
    );
    const { stdout } = await correlate("six", "--with", "ratings.json", "both.csv", "--column", "score");
    expect(stdout).toContain("on 6 models the score orders 15 of 15 pairs as ratings.json does, more than");
    expect(stdout).toContain(
      "on 5 models the score orders 0 of 10 pairs as both.csv does (10 the other way round), fewer than chance would",
    );
    expect((await correlate("six", "--with", "both.csv")).stderr).toContain(
      "both.csv has the columns Score and Rating: either may be meant",
    );
  });

  it("knows a model by the last part of its name, and lists what has no counterpart", async () => {
    await writeTable(
      "near.csv",
      "model,rating\nopenrouter/alpha/one,9\ntwo,8\ngamma/three,7\nomega/last,1\nomega/unknown,\n",
    );
    const { exitCode, stdout } = await correlate("six", "--with", "near.csv");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("3 of 3 pairs as near.csv does, which chance alone may do");
    expect(stdout).toContain(
      "by what stands behind the last / (2): loop alpha/one = openrouter/alpha/one, loop beta/two = two\n",
    );
    expect(stdout).toContain(
      "in the score, and not in near.csv (3): loop delta/four, loop epsilon/five, loop zeta/six\n",
    );
    expect(stdout).toContain("in near.csv, and not in the score (1): omega/last");
    expect(stdout).toContain("without a figure in near.csv (1): omega/unknown (its rating is empty)\n");
  });

  it("refuses to guess which configuration of a model is meant, until an agent is named", async () => {
    const refused = await correlate("agents", "--with", "table.csv");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain(
      "codex alpha/one and loop alpha/one of the score; alpha/one of table.csv",
    );
    expect((await correlate("agents", "--with", "table.csv", "--agent", "codex")).exitCode).toBe(0);
    expect((await correlate("agents", "--with", "table.csv", "--agent", "lop")).stderr).toContain('"loop"');
  });

  it("takes, of an agent that is named, the ratings of what it built, and those that name no agent", async () => {
    const names = Object.fromEntries(
      ["loop", "codex"].flatMap((agent) =>
        Object.entries(STRENGTHS).map(([model, strength]) => [`${agent} ${model}`, strength]),
      ),
    );
    await writeVotes("agents.jsonl", simulateVotes(names, crowd(20, 100), 1));
    const args = ["agents", "--votes", "agents.jsonl", "--with", "table.csv"];
    expect((await correlate(...args)).stderr).toContain("it is not clear which models are the same");
    const { stdout } = await correlate(...args, "--agent", "codex", "--json");
    const { comparisons } = CorrelationSchema.parse(JSON.parse(stdout));
    expect(comparisons.map(({ models }) => models.length)).toEqual([6, 6, 6]);
    expect(comparisons[0]!.models[0]).toMatchObject({ a: "codex alpha/one", b: "codex alpha/one" });
  });

  it("says that nothing can be said of fewer than three models, and exits with 1", async () => {
    await writeTable("two.csv", "model,rating\nalpha/one,2\nbeta/two,1\n");
    const few = await correlate("six", "--with", "two.csv");
    expect(few).toMatchObject({ exitCode: 1, stderr: "" });
    expect(few.stdout).toContain(
      "nothing can be said of the score and two.csv: models that both have: 2, and 3 are needed\n",
    );
    const json = await correlate("six", "--with", "two.csv", "--json");
    expect(json.exitCode).toBe(1);
    expect(CorrelationSchema.parse(JSON.parse(json.stdout)).comparisons[0]).toMatchObject({
      verdict: "too-few",
      kendall: { value: null, interval: null },
    });
    expect((await correlate("six", "--with", "two.csv", "table.csv")).exitCode).toBe(0);
    // No model worked in that run, which buildoff itself stored.
    expect((await correlate("stored", "--with", "table.csv")).exitCode).toBe(1);
  });

  it("says so where all models are level", async () => {
    await writeTable("level.csv", "model,rating\nalpha/one,1\nbeta/two,1\ngamma/three,1\n");
    expect((await correlate("six", "--with", "level.csv")).stdout).toContain(
      "nothing can be said of the score and level.csv: on 3 models one of the two is the same for all",
    );
  });

  it("never names a judge without saying that it is not calibrated", async () => {
    await writeVotes("judge.jsonl", asJudge(simulateVotes(STRENGTHS, crowd(1, 600), 2)));
    const alone = await correlate("six", "--judge-votes", "judge.jsonl");
    expect(alone.stdout).toContain("pairs as the judge's votes (uncalibrated) do, more than chance would");
    expect(alone.stdout).toContain(
      "the judge is uncalibrated: it and people judged 0 pairs of apps in common",
    );

    await writeVotes("shared.jsonl", asJudge(people));
    const shared = await correlate("six", "--votes", "votes.jsonl", "--judge-votes", "shared.jsonl");
    expect(shared.stdout).not.toContain("uncalibrated");
    expect(shared.stdout).toContain(
      "the judge is calibrated: it and people judged 1000 pairs of apps in common",
    );
  });

  it("refuses unlike runs, and says what was forced", async () => {
    const refused = await correlate("six", "unlike", "--with", "table.csv", "--agent", "loop");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("six → unlike: suite: demo 1.0.0");
    await writeTable("forced.csv", "model,rating\nnobody/else,1\n");
    const forced = await correlate("six", "unlike", "--with", "forced.csv", "--force");
    expect(forced.stdout).toContain("FORCED: of unlike runs\n");
  });

  it.each([
    ["an empty file", "", "it is empty"],
    ["no row below the head", "model,rating\n", "it has no row below its head"],
    ["no column of models", "name,rating\na,1\n", "has no column model"],
    ["no column of ratings", "model,elo\na,1\n", "has no column rating or score"],
    ["two columns of one name", "model,rating,Rating\na,1,2\n", "has the columns rating and Rating"],
    ["what is no number", "model,rating\na,1\nb,n/a\n", 'line 3: rating of b is no number: "n/a"'],
    ["a hexadecimal number", "model,rating\na,0x10\n", 'line 2: rating of a is no number: "0x10"'],
    ["no end", "model,rating\na,Infinity\n", "rating of a is no number"],
    ["a number with a thousands' comma", 'model,rating\na,"1,541"\n', 'no number: "1,541"'],
    ["a model twice", "model,rating\na,1\nb,2\na,1\n", "line 4: a stands in line 2 already"],
    ["a row without a model", "model,rating\n,1\n", "line 2: it names no model"],
    ["a row that is too long", "model,rating\na,1,2\n", "line 2"],
    ["a quote that does not end", 'model,rating\n"a,1\n', "Quote"],
    ["JSON that is none", "{", "is no table of ratings"],
    ["JSON of something else", '{"schema":1}', "raters: "],
  ])("refuses a table with %s", async (_what, text, message) => {
    const { exitCode, stdout, stderr } = await correlate("six", "--with", await writeTable("bad.csv", text));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("bad.csv");
    expect(stderr).toContain(message);
  });

  it("reads a table as spreadsheets write it: BOM, CRLF, quotes, commas in names, white space, a guarded @", async () => {
    await writeTable(
      "sheet.csv",
      '\uFEFF"model" , "rating"\r\n"alpha/one",1.5e3\r\n"beta/two" , +1400 \r\n\r\n"gamma/three",1300.5\r\n"other/big, the ""second""",.5\r\n\'@cf/llama,7\r\n',
    );
    const { stdout, stderr } = await correlate("six", "--with", "sheet.csv");
    expect(stderr).toBe("");
    expect(stdout).toContain("on 3 models the score orders 3 of 3 pairs as sheet.csv does");
    expect(stdout).toContain('in sheet.csv, and not in the score (2): @cf/llama, other/big, the "second"');
  });

  it("lets no name in a table order a terminal about", async () => {
    await writeTable(
      "evil.csv",
      "model,rating\nalpha/one,3\nbeta/two,2\ngamma/three,1\n\u001b[2J\u202eevil,1\n",
    );
    const { stdout } = await correlate("six", "--with", "evil.csv");
    expect(stdout).toContain("evil");
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it("says what is missing: a table, votes, votes of the right kind, anything at all", async () => {
    const errorOf = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await correlate("six", ...args);
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(await errorOf()).toContain("there is nothing that the runs' scores could be held against");
    expect(await errorOf("--with", "nowhere.csv")).toContain("--with nowhere.csv cannot be read");
    expect(await errorOf("--with", "table.csv", "table.csv")).toContain("--with table.csv is given twice");
    expect(await errorOf("--with", "table.csv", "--column", "elo")).toContain("it has rank, model, rating");
    expect(await errorOf("--votes", "nowhere.jsonl")).toContain("there is no file");
    expect(await errorOf("--votes", await writeTable("none.jsonl", ""))).toContain("there is no vote in");
    expect(await errorOf("--judge-votes", "votes.jsonl")).toContain(
      "there is no vote of a model in votes.jsonl",
    );
    expect(await errorOf("--votes", await writeVotes("models.jsonl", asJudge(people.slice(0, 3))))).toContain(
      "there is no vote of a person in models.jsonl",
    );
    expect((await correlate("nowhere", "--with", "table.csv")).stderr).toContain("nowhere");
  });
});
