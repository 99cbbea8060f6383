import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Leaderboard, LeaderboardSchema } from "../../../src/core/leaderboard.ts";
import { renderMarkdown } from "../../../src/cli/leaderboard/markdown.ts";
import { renderTable } from "../../../src/cli/leaderboard/table.ts";
import type { Vote } from "../../../src/core/vote.ts";
import { makeStanding, passing } from "../../analysis/make-contender.ts";
import { makeSummary } from "../../analysis/make-summary.ts";
import { crowd, simulateVotes } from "../../arena/simulate.ts";
import { buildoff } from "../../support/buildoff.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { HOSTILE, makeBoard } from "./make-board.ts";
import { makeField, writeRuns } from "./store.ts";

/** People would order the field of `makeField` otherwise; nobody has voted on `google/ultra-preview`. */
const STRENGTHS = {
  "anthropic/opus": 0.8,
  "loop openai/next": 0.2,
  "proxy/qwen3.7-max": -0.2,
  "deepseek/v4": -0.8,
};
const people = simulateVotes(STRENGTHS, crowd(10, 60), 1);
const judge = people.map((vote): Vote => ({
  ...vote,
  id: `judge ${vote.id}`,
  rater: { ...vote.rater, kind: "model" },
}));

describe("ratings beside scores", async () => {
  const results = await makeSuiteFolder();
  const file = (name: string): string => join(results, name);
  const leaderboard = (...args: readonly string[]) =>
    buildoff(["leaderboard", ...args, "--results", results]);
  const boardOf = async (...args: readonly string[]): Promise<Leaderboard> =>
    LeaderboardSchema.parse(JSON.parse((await leaderboard(...args, "--format", "json")).stdout));
  const writeVotes = (name: string, votes: readonly Vote[]): Promise<void> =>
    writeFile(file(name), votes.map((vote) => `${JSON.stringify(vote)}\n`).join(""));

  beforeAll(async () => {
    await writeRuns(results, [
      makeField(),
      makeSummary("agents", [
        ...["loop", "codex"].map((agent) => makeStanding({ name: `${agent} deepseek/v4` }, passing(3, 9))),
        makeStanding({ name: "loop anthropic/opus" }, passing(5, 9)),
      ]),
    ]);
    await writeVotes("votes.jsonl", people);
    await writeVotes("judge.jsonl", judge);
    await writeVotes("few.jsonl", judge.slice(0, 49));
  });

  it("stand in JSON, by configuration, by model, or by what is behind the last slash", async () => {
    const board = await boardOf("field", "--votes", file("votes.jsonl"));
    expect(
      board.rows.map(({ label, rating }) => [label, rating?.model ?? null, rating?.isExact ?? null]),
    ).toEqual([
      ["loop openai/next", "loop openai/next", true],
      ["loop google/ultra-preview", null, null],
      ["loop anthropic/opus", "anthropic/opus", true],
      ["loop qwen/qwen3.7-max", "proxy/qwen3.7-max", false],
      ["loop deepseek/v4", "deepseek/v4", true],
      ["oracle", null, null],
    ]);
    expect(board.rows[2]!.rating!.rank).toBe(1);
    expect(board.ratings).toEqual({
      votes: { read: 600, counted: 600 },
      rated: 4,
      unrated: [{ label: "loop google/ultra-preview", why: "no vote names it" }],
    });
    expect(board).not.toHaveProperty("judgeRatings");
  });

  it("are a column with its range and rank in every format, the same twice", async () => {
    const args = ["field", "--votes", file("votes.jsonl")];
    const { stdout: table } = await leaderboard(...args);
    expect(table).toMatch(/│ +score │ +rating │/);
    expect(table).toMatch(/│ +pass rate │ +range │/);
    expect(table).toMatch(/│ +61\.7 % │ +11\d\d │/);
    expect(table).toContain("rank 1 │");
    expect(table).toContain(
      "Ratings are of people's votes, 600 of 600 votes counted; their ranks are among all 4",
    );
    expect(table).toContain("loop google/ultra-preview has no rating: no vote names it.");
    expect(table).not.toContain("oracle has no rating");
    expect(table).toContain(
      "loop qwen/qwen3.7-max is taken for proxy/qwen3.7-max, by what stands behind the last slash.",
    );
    expect((await leaderboard(...args)).stdout).toBe(table);
    const { stdout: markdown } = await leaderboard(...args, "--format", "markdown");
    expect(markdown).toContain("| Score | Rating | Rating: rank | Pass rate |");
    const { stdout: csv } = await leaderboard(...args, "--format", "csv");
    const [head, first, second] = csv.split("\r\n");
    expect(head).toMatch(/,leftOut,rating,ratingLower,ratingUpper,ratingRank,ratingVotes$/);
    expect(first).toMatch(/,10\d\d\.\d+,\d+\.\d+,1\d\d\d\.\d+,\d,\d+$/);
    expect(second).toMatch(/,,,,,$/);
  });

  it("leave a leaderboard without votes as it was", async () => {
    const { stdout: text } = await leaderboard("field", "--votes", file("votes.jsonl"), "--format", "json");
    const { ratings: _, ...board } = JSON.parse(text) as Leaderboard;
    const rows = board.rows.map(({ rating: __, ...row }) => row);
    const { stdout } = await leaderboard("field", "--format", "json");
    expect(stdout).toBe(JSON.stringify({ ...board, rows }, null, 2));
  });

  it("rank among all that is rated, whatever part is shown", async () => {
    const all = await boardOf("field", "--votes", file("votes.jsonl"));
    const slice = await boardOf(
      "field",
      "--votes",
      file("votes.jsonl"),
      "--organisation-region",
      "Asia-Pacific",
    );
    expect(slice.rows.map(({ rating }) => rating)).toEqual(all.rows.slice(3, 5).map(({ rating }) => rating));
    expect(slice.ratings!.unrated).toEqual([]);
  });

  it("of a judge are uncalibrated below fifty pairs that people judged too, and say so everywhere", async () => {
    const few = ["field", "--votes", file("votes.jsonl"), "--judge-votes", file("few.jsonl")];
    expect((await boardOf(...few)).judgeRatings).toMatchObject({ sharedPairs: 49, isCalibrated: false });
    const { stdout: table } = await leaderboard(...few);
    expect(table).toMatch(/│ +range │ uncalibrated │/);
    expect(table).toContain("They are uncalibrated: people judged 49 pairs of apps that it judged");
    expect((await leaderboard(...few, "--format", "markdown")).stdout).toContain(
      "| Judge's rating (*uncalibrated*) | Judge's rating (*uncalibrated*): rank |",
    );
    expect((await leaderboard(...few, "--format", "csv")).stdout).toContain(",judgeRatingUncalibrated,");

    const all = ["field", "--votes", file("votes.jsonl"), "--judge-votes", file("judge.jsonl")];
    expect((await boardOf(...all)).judgeRatings).toMatchObject({ sharedPairs: 600, isCalibrated: true });
    expect((await leaderboard(...all)).stdout).not.toContain("uncalibrated");
    expect((await leaderboard(...all, "--format", "csv")).stdout).toContain(",judgeRating,judgeRatingLower,");
    const alone = await boardOf("field", "--judge-votes", file("judge.jsonl"));
    expect(alone.judgeRatings).toMatchObject({ sharedPairs: 0, isCalibrated: false });
    expect(alone.rows[0]).not.toHaveProperty("rating");
  });

  it("of a model are those of each agent that used it, and the table says so", async () => {
    const { stdout } = await leaderboard("agents", "--votes", file("votes.jsonl"));
    expect(stdout).toMatch(
      /(codex deepseek\/v4 and loop|loop deepseek\/v4 and codex) deepseek\/v4 share the rating of deepseek\/v4: these votes do not tell agents apart\./,
    );
  });

  it("are missing where it is not clear whose they are, or where votes do not rate a model", async () => {
    const two = { "a/qwen3.7-max": 0.5, "b/qwen3.7-max": -0.5, "deepseek/v4": 0 };
    const lost = people.map((vote): Vote => {
      const side = vote.a.model === "deepseek/v4" ? "b" : vote.b.model === "deepseek/v4" ? "a" : null;
      return side === null ? vote : { ...vote, choices: { ...vote.choices, overall: side } };
    });
    await writeVotes("two.jsonl", simulateVotes(two, crowd(10, 60), 1));
    await writeVotes("lost.jsonl", lost);
    expect((await leaderboard("field", "--votes", file("two.jsonl"))).stdout).toContain(
      "loop qwen/qwen3.7-max has no rating: it may be any of a/qwen3.7-max, b/qwen3.7-max.",
    );
    expect((await leaderboard("field", "--votes", file("lost.jsonl"))).stdout).toContain(
      "loop deepseek/v4 has no rating: it never won against one of the rated models",
    );
  });

  it("refuse votes of the wrong kind, none at all, and a placing beside them", async () => {
    const refused = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await leaderboard("field", ...args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      return stderr;
    };
    expect(await refused("--votes", file("judge.jsonl"))).toContain("there is no vote of a person in");
    expect(await refused("--judge-votes", file("votes.jsonl"))).toContain("there is no vote of a model in");
    expect(await refused("--votes", "/nowhere.jsonl")).toContain("there is no file /nowhere.jsonl");
    expect(await refused("--votes", file("votes.jsonl"), "--placing", "deepseek/v4")).toContain(
      "cannot be used",
    );
  });
});

describe("a table with ratings", () => {
  const rating = {
    model: HOSTILE,
    isExact: false,
    rank: 1,
    rating: 1541,
    lower: 1400.4,
    upper: 1602.6,
    votes: 9,
  };
  const board = makeBoard();
  const rated: Leaderboard = {
    ...board,
    ratings: { votes: { read: 9, counted: 9 }, rated: 2, unrated: [{ label: HOSTILE, why: HOSTILE }] },
    rows: board.rows.map((row) => ({ ...row, rating })),
  };

  it("fits a hundred columns", () => {
    const lines = renderTable(rated, 100)
      .split("\n")
      .filter((line) => /^[┌├│└]/.test(line));
    expect(Math.max(...lines.map((line) => Array.from(line).length))).toBeLessThanOrEqual(100);
  });

  it("lets no name that somebody voted on be more than text", () => {
    expect(renderTable(rated, 100)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    const rows = renderMarkdown(rated)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(new Set(rows.map((row) => row.split("|").length)).size).toBe(1);
    const outside = renderMarkdown(rated).replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toMatch(/<img|\]\(|@team|\*evil/);
  });
});
