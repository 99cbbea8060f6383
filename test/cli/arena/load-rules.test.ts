import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadRatings } from "../../../src/cli/arena/load-ratings.ts";
import type { RatingTable } from "../../../src/core/rating-table.ts";
import type { Vote } from "../../../src/core/vote.ts";
import { crowd, simulateVotes } from "../../arena/simulate.ts";
import { buildoff } from "../../support/buildoff.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

/** One rater's, all on one day. */
const votes = simulateVotes({ "alpha/one": 0.5, "beta/two": 0 }, crowd(1, 250), 1).map((vote): Vote => ({
  ...vote,
  at: "2026-01-01T12:00:00.000Z",
}));

async function makeArena(rules: unknown, own: readonly Vote[] = votes): Promise<string> {
  const folder = join(await makeTemporaryFolder(), "arena");
  await mkdir(folder);
  await writeFile(join(folder, "votes.jsonl"), own.map((vote) => `${JSON.stringify(vote)}\n`).join(""));
  if (rules !== null)
    await writeFile(
      join(folder, "rules.json"),
      typeof rules === "string" ? rules : `${JSON.stringify(rules)}\n`,
    );
  return join(folder, "votes.jsonl");
}

async function rate(...args: readonly string[]): Promise<RatingTable["votes"]> {
  const { stdout, stderr } = await buildoff(["arena", "rate", ...args, "--format", "json"]);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as RatingTable).votes;
}

describe("the daily cap that an arena promised", () => {
  it("is what `rate` counts by, unless it is told another", async () => {
    const file = await makeArena({ schema: 1, dailyCap: 200 });
    expect(await rate(file)).toMatchObject({ counted: 200, byReason: { "over-daily-cap": 50 } });
    expect(await rate(file, "--daily-cap", "30")).toMatchObject({ counted: 30 });
    expect(await rate(await makeArena(null))).toMatchObject({ counted: 100 });
  });

  it("holds for the votes of that arena alone", async () => {
    const others = votes.map((vote): Vote => ({
      ...vote,
      id: `other ${vote.id}`,
      a: { ...vote.a, workspace: `other ${vote.a.workspace}` },
      rater: { ...vote.rater, id: "other", origin: null },
    }));
    const files = [await makeArena({ schema: 1, dailyCap: 200 }), await makeArena(null, others)];
    expect(await rate(...files)).toMatchObject({ read: 500, counted: 300 });
    expect(await rate(...files.toReversed())).toMatchObject({ read: 500, counted: 300 });
  });

  it("is what ratings beside scores count by, and which pairs people and a judge share", async () => {
    const judged = votes.map((vote): Vote => ({
      ...vote,
      id: `judge ${vote.id}`,
      rater: { id: "judge", origin: null, kind: "model", organisation: null },
    }));
    const people = await makeArena({ schema: 1, dailyCap: 200 });
    const judge = await makeArena({ schema: 1, dailyCap: 10 }, judged);
    const ratings = await loadRatings({ votes: [people], judgeVotes: [judge] });
    expect(ratings.people!.votes.counted).toBe(200);
    // A judge has no cap, and is asked as often as one likes.
    expect(ratings.judge).toMatchObject({
      sharedPairs: 200,
      table: { votes: { counted: 250, byReason: {} } },
    });
    expect(await rate(judge, "--raters", "model", "--daily-cap", "5")).toMatchObject({ counted: 250 });
  });

  it("is not guessed at where the rules are broken", async () => {
    for (const [rules, why] of [
      [{ schema: 1, dailyCap: 0 }, "dailyCap: "],
      [{ schema: 1 }, "dailyCap: "],
      ["{", "JSON"],
    ] as const) {
      const refused = await buildoff(["arena", "rate", await makeArena(rules)]);
      expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
      expect(refused.stderr).toContain("rules.json are no rules of an arena: ");
      expect(refused.stderr).toContain(why);
    }
  });
});
