import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readVoteFile } from "../../../src/cli/arena/read-votes.ts";
import type { Vote } from "../../../src/core/vote.ts";
import { lockRun } from "../../../src/store/lock.ts";
import { crowd, simulateVotes } from "../../arena/simulate.ts";
import { buildoff } from "../../support/buildoff.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const votes = simulateVotes({ "alpha/one": 0.9, "beta/two": 0 }, crowd(2, 10), 1);
const toLines = (some: readonly unknown[]): string =>
  some.map((vote) => `${JSON.stringify(vote)}\n`).join("");

async function makeFiles(target: string): Promise<{ folder: string; from: string; to: string }> {
  const folder = await makeTemporaryFolder();
  const [from, to] = [join(folder, "others.jsonl"), join(folder, "votes.jsonl")];
  await writeFile(from, toLines(votes.slice(5, 8)));
  await writeFile(to, target);
  return { folder, from, to };
}

describe("buildoff arena import", () => {
  it("does not glue its first vote to a last line that a crash tore", async () => {
    const torn = toLines(votes.slice(0, 3)) + JSON.stringify(votes[3]).slice(0, 200);
    const { from, to } = await makeFiles(torn);
    expect((await buildoff(["arena", "import", from, "--to", to])).stdout).toContain("3 votes added");
    expect(await readFile(to, "utf8")).toBe(toLines([...votes.slice(0, 3), ...votes.slice(5, 8)]));
  });

  it("keeps a last vote that only lacks its end", async () => {
    const { from, to } = await makeFiles(toLines(votes.slice(0, 3)).trimEnd());
    await buildoff(["arena", "import", from, "--to", to]);
    const ids = (await readVoteFile(to)).map(({ id }) => id);
    expect(ids).toEqual([...votes.slice(0, 3), ...votes.slice(5, 8)].map(({ id }) => id));
  });

  it("begins a file that is empty", async () => {
    const { folder, from, to } = await makeFiles("");
    expect(await buildoff(["arena", "import", from, "--to", to])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readVoteFile(to)).toHaveLength(3);
    expect(await readdir(folder)).toEqual(["others.jsonl", "votes.jsonl"]);
  });

  it("does not write beside a server of the same arena", async () => {
    const { folder, from, to } = await makeFiles(toLines(votes.slice(0, 3)));
    await using _serving = await lockRun(join(folder, "lock"));
    const refused = await buildoff(["arena", "import", from, "--to", to]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain(`another \`buildoff arena serve\` writes votes to ${folder}`);
    expect(refused.stderr).toContain("name another folder with --to");
    expect(await readFile(to, "utf8")).toBe(toLines(votes.slice(0, 3)));
  });

  it("says where it cannot write", async () => {
    const { from, to } = await makeFiles("");
    const refused = await buildoff(["arena", "import", from, "--to", join(to, "votes.jsonl")]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("--to");
  });
});

describe("buildoff arena export", () => {
  it("leaves attention pairs out, says how many, and loses nothing else that tells of a vote", async () => {
    const attention: Vote[] = votes.slice(0, 2).map((vote) => ({
      ...vote,
      id: `attention ${vote.id}`,
      a: { ...vote.a, model: "the task's own solution" },
      expected: "a",
    }));
    const { from, to } = await makeFiles(toLines([...votes, ...attention]));
    const exported = await buildoff(["arena", "export", to]);
    expect(exported.stderr).toBe("2 votes left out: they measure raters");
    expect(exported.stdout).not.toContain("solution");
    await writeFile(from, `${exported.stdout}\n`);
    const back = await readVoteFile(from);
    const expected = votes.map((vote) => ({ ...vote, rater: { ...vote.rater, origin: null } }));
    const byId = (some: readonly Vote[]): Vote[] => some.toSorted((x, y) => (x.id < y.id ? -1 : 1));
    expect(byId(back)).toEqual(byId(expected));
  });

  it("has its columns also where only attention pairs are there", async () => {
    const { to } = await makeFiles(toLines(votes.map((vote) => ({ ...vote, expected: "b" }))));
    const csv = await buildoff(["arena", "export", to, "--format", "csv"]);
    expect(csv.exitCode).toBe(0);
    expect(csv.stdout.trim()).toMatch(/^vote_id,task_id,.*,used_a,used_b$/);
    expect(csv.stderr).toBe("20 votes left out: they measure raters");
  });
});
