import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RatingTableSchema } from "../../../src/core/rating-table.ts";
import { crowd, simulateVotes } from "../../arena/simulate.ts";
import { buildoff } from "../../support/buildoff.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const STRENGTHS = { "alpha/one": 0.9, "beta/two": 0, "gamma/three": -0.9 };

async function writeVotes(lines: readonly unknown[], end = "\n"): Promise<string> {
  const file = join(await makeTemporaryFolder(), "votes.jsonl");
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join("\n") + end);
  return file;
}

const PUBLIC = { model_a: "alpha/one", model_b: "beta/two", judge: "somebody", tstamp: 1_700_000_000.5 };

describe("buildoff arena rate", () => {
  it("prints ratings as a table, Markdown, CSV and JSON, the same for the same votes", async () => {
    const file = await writeVotes(simulateVotes(STRENGTHS, crowd(10, 40), 1));
    const table = await buildoff(["arena", "rate", file, "--bootstrap", "100"]);
    expect(table).toMatchObject({ exitCode: 0, stderr: "" });
    expect(table.stdout).toMatch(/│ +1 │ +1 │ alpha\/one +│/);
    expect(table.stdout).toContain("400 of 400 votes counted; the mean is 1000");
    expect(table.stdout).toContain("agreement of raters: not known");

    const json = await buildoff(["arena", "rate", file, "--format", "json"]);
    const parsed = RatingTableSchema.parse(JSON.parse(json.stdout));
    expect(parsed.rows.map(({ model, organisation }) => [model, organisation])).toEqual([
      ["alpha/one", "alpha"],
      ["beta/two", "beta"],
      ["gamma/three", "gamma"],
    ]);
    expect((await buildoff(["arena", "rate", file, "--format", "json"])).stdout).toBe(json.stdout);

    const csv = await buildoff(["arena", "rate", file, "--format", "csv", "--anchor", "beta/two=1541"]);
    expect(csv.stdout).toMatch(/^rank,model,rating,lower,upper,variance,votes,organisation,licence/);
    expect(csv.stdout).toContain(",beta/two,1541,1541,1541,0,");
    const out = join(await makeTemporaryFolder(), "ratings.md");
    await buildoff(["arena", "rate", file, "--format", "markdown", "--out", out]);
    expect(await readFile(out, "utf8")).toContain("| 1 | 1 | `alpha/one` |");
  });

  it("shows the bootstrap's ranges wherever they were asked for, with the resamples that were lost", async () => {
    const few = simulateVotes({ "alpha/one": 0.3, "beta/two": 0 }, crowd(3, 2), 3);
    const file = await writeVotes(few);
    const args = ["arena", "rate", file, "--bootstrap", "100"];
    const lost = /^(- )?\d+ of 100 resamples did not join all models by wins/m;
    const table = await buildoff(args);
    expect(table.stdout).toMatch(/ range +│ +bootstrap │/);
    expect(table.stdout).toMatch(/│ alpha\/one +│ +\d+ │ +-?\d+–\d+ │ +-?\d+–\d+ │ +6 │/);
    expect(table.stdout).toMatch(lost);
    const markdown = await buildoff([...args, "--format", "markdown"]);
    expect(markdown.stdout).toContain("| 95 % range | Bootstrap | Votes |");
    expect(markdown.stdout).toMatch(lost);
    const csv = await buildoff([...args, "--format", "csv"]);
    expect(csv.stdout).toMatch(/,neither,bootstrap_lower,bootstrap_upper\r\n.*,\d+\.?\d*,\d+\.?\d*\r\n/);
    expect(csv.stderr).toMatch(lost);
    const { bootstrap } = RatingTableSchema.parse(
      JSON.parse((await buildoff([...args, "--format", "json"])).stdout),
    );
    expect(bootstrap!.lost).toBeGreaterThan(0);
    const without = await buildoff(["arena", "rate", file]);
    expect(without.stdout).not.toMatch(/bootstrap|resample/);
  });

  it("says which votes its ranges take for dependent", async () => {
    const [first, ...rest] = simulateVotes(STRENGTHS, crowd(10, 40), 1);
    const again = { ...first!, id: "again", rater: { ...first!.rater, id: "another" } };
    const file = await writeVotes([first, ...rest, again]);
    expect((await buildoff(["arena", "rate", file])).stdout).toContain(
      "ranges allow for votes that depend on each other: 20 groups of votes on one task",
    );
    expect((await buildoff(["arena", "rate", file, "--clusters", "apps"])).stdout).toContain(
      "ranges allow for votes that depend on each other: 400 groups of votes on the same two apps",
    );
    expect((await buildoff(["arena", "rate", file, "--clusters", "vote"])).stdout).toContain(
      "ranges take each vote for independent of the others",
    );
  });

  it("counts a slice alone, and a torn last line not at all", async () => {
    const votes = simulateVotes(STRENGTHS, crowd(10, 40), 1);
    const other = votes.map((vote) => ({ ...vote, id: `${vote.id} b`, category: "dashboard" }));
    const file = await writeVotes([...votes, ...other], '\n{"schema":1,"id":"half');
    const sliced = await buildoff(["arena", "rate", file, "--category", "Game", "--format", "json"]);
    expect(RatingTableSchema.parse(JSON.parse(sliced.stdout)).votes.read).toBe(400);
    const none = await buildoff(["arena", "rate", file, "--category", "opera"]);
    expect(none).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("no vote is of category opera") as string,
    });
  });

  it("counts only models of which something is known, by what buildoff or a file of one's own tells", async () => {
    const file = await writeVotes(simulateVotes(STRENGTHS, crowd(10, 40), 1));
    const models = join(await makeTemporaryFolder(), "models.yaml");
    await writeFile(
      models,
      "schema: 1\nmodels: [{ name: alpha/*, region: Europe }, { name: beta/*, region: Europe }]\n",
    );
    const europe = ["arena", "rate", file, "--organisation-region", "Europe", "--format", "json"];
    const { stdout } = await buildoff([...europe, "--models-file", models]);
    expect(RatingTableSchema.parse(JSON.parse(stdout)).rows.map(({ model }) => model)).toEqual([
      "alpha/one",
      "beta/two",
    ]);
    const none = await buildoff(europe);
    expect(none).toMatchObject({ exitCode: 2 });
    expect(none.stderr).toContain("no vote is of organisation's region Europe");
  });

  it("says what is wrong with an anchor, an axis and a file", async () => {
    const file = await writeVotes(simulateVotes(STRENGTHS, crowd(10, 40), 1));
    const anchor = await buildoff(["arena", "rate", file, "--anchor", "omega=1500"]);
    expect(anchor).toMatchObject({ exitCode: 2 });
    expect(anchor.stderr).toContain("the anchor omega has no rating in these votes");
    expect(anchor.stderr).toContain("alpha/one, beta/two, gamma/three");
    expect((await buildoff(["arena", "rate", file, "--anchor", "omega"])).stderr).toContain(
      "such as qwen/qwen3-max=1541",
    );
    expect((await buildoff(["arena", "rate", file, "--axis", "beauty"])).stderr).toContain(
      "expected one of overall, function",
    );
    expect((await buildoff(["arena", "rate", "/nowhere/votes.jsonl"])).stderr).toContain(
      "there is no file /nowhere/votes.jsonl",
    );
    expect((await buildoff(["arena", "rate", await writeVotes([])])).stderr).toContain("there is no vote in");
  });
});

describe("buildoff arena import and export", () => {
  it("take votes of public arenas over, once, and give them back under the same names", async () => {
    const file = await writeVotes([
      { ...PUBLIC, question_id: "q1", winner: "model_a" },
      { ...PUBLIC, question_id: "q2", winner: "tie (bothbad)", order: "ba" },
      { ...PUBLIC, question_id: "q3", overall: "b", usability: "tie" },
    ]);
    const to = join(await makeTemporaryFolder(), "arena", "votes.jsonl");
    expect((await buildoff(["arena", "import", file, "--to", to])).stdout).toContain("3 votes added to");
    expect((await buildoff(["arena", "import", file, "--to", to])).stdout).toContain("0 votes added to");
    const exported = await buildoff(["arena", "export", to]);
    const rows = exported.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toMatchObject([
      { vote_id: "q1", winner: "model_a", overall: "a", order: null, timestamp: "2023-11-14T22:13:20.500Z" },
      { vote_id: "q2", winner: "tie (bothbad)", overall: "both_bad", order: "ba" },
      { vote_id: "q3", winner: "model_b", usability: "tie", rater: "somebody" },
    ]);
    const csv = await buildoff(["arena", "export", to, "--format", "csv"]);
    expect(csv.stdout).toMatch(/^vote_id,task_id,task_hash,category,language,model_a,model_b,winner,/);
  });

  it("refuse an outcome that is not known, with its line, and take nothing over", async () => {
    const file = await writeVotes([
      { ...PUBLIC, winner: "model_a" },
      { ...PUBLIC, winner: "unclear" },
      { ...PUBLIC, model_b: "alpha/one", winner: "tie" },
      { ...PUBLIC },
    ]);
    const to = join(await makeTemporaryFolder(), "votes.jsonl");
    const refused = await buildoff(["arena", "import", file, "--to", to]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('line 2: overall: unknown outcome "unclear"');
    expect(refused.stderr).toContain("line 3: model_a and model_b are both alpha/one");
    expect(refused.stderr).toContain("line 4: overall: it says no outcome");
    await expect(readFile(to)).rejects.toThrow("ENOENT");
  });
});
