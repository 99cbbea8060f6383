import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findReviewer } from "../../src/cli/find-reviewer.ts";
import { verifyRun } from "../../src/cli/verify/inspect.ts";
import { readReviews } from "../../src/store/reviews.ts";
import { toRunFolder } from "../../src/store/run-folder.ts";
import { readSealedFiles, readSealSummary } from "../../src/store/seal/read.ts";
import { writeSeal } from "../../src/store/seal/write.ts";
import { buildoff } from "../support/buildoff.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";

const store = await makeSuiteFolder();

beforeAll(async () => {
  await storeRun({ results: store });
});

async function copyStore(): Promise<{ readonly results: string; readonly run: string }> {
  const results = await makeTemporaryFolder();
  await cp(store, results, { recursive: true });
  return { results, run: join(results, "stored") };
}

const review = (results: string, ...args: readonly string[]) =>
  buildoff(["review", ...args, "--reviewer", "Ada", "--results", results]);

const verify = (run: string) =>
  verifyRun({ run, resultsFolder: join(run, ".."), suite: null, isRunOnly: true, onKind: () => {} });

describe("review", () => {
  it("writes an opinion on the latest run's trial, with what the machine said then", async () => {
    const { results, run } = await copyStore();
    const { exitCode, stdout } = await review(
      results,
      "t2",
      "--disagree",
      "--check",
      "two",
      "--note",
      "it is right",
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain("t2.failed: Ada disagrees on two, which failed: it is right");
    const [written] = await readReviews(toRunFolder(run));
    expect(written).toMatchObject({
      reviewer: "Ada",
      trialId: "t2.failed",
      check: "two",
      opinion: "disagree",
      note: "it is right",
      machine: { passed: false, score: 0 },
    });
    expect(written?.workspace).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is shown with the trial, the later one of a reviewer in the place of the earlier", async () => {
    const { results } = await copyStore();
    await review(results, "stored", "t2.failed", "--disagree");
    await review(results, "stored", "t2.failed", "--agree", "--note", "it is wrong\u001b[2J after all");
    const { stdout } = await buildoff(["show", "stored", "t2.failed", "--results", results]);
    expect(stdout).toContain(
      String.raw`Ada agrees on the trial, which failed: it is wrong\u{1b}[2J after all`,
    );
    expect(stdout).not.toContain("disagrees");
  });

  it("leaves results, verdicts and seal as they were: verify finds nothing, and says that reviews exist", async () => {
    const { results, run } = await copyStore();
    const before = await readFile(join(run, "seal.jsonl"), "utf8");
    await review(results, "t2", "--agree");
    await mkdir(join(run, "report", "data"), { recursive: true });
    await writeFile(join(run, "report", "index.html"), "<h1>Report</h1>");
    await writeFile(join(run, "report", "data", "index.js"), "1");
    const verification = await verify(run);
    expect(verification).toMatchObject({ isSame: true });
    expect(verification.kinds[0]?.said).toMatch(/beside the seal: 1 review and a report$/);
    expect(await readFile(join(run, "seal.jsonl"), "utf8")).toBe(before);
  });

  it("is no part of a seal that is written later, and neither is the report", async () => {
    const { results, run } = await copyStore();
    await review(results, "t2", "--agree");
    await mkdir(join(run, "report"), { recursive: true });
    await writeFile(join(run, "report", "index.html"), "<h1>Report</h1>");
    const folder = toRunFolder(run);
    await writeSeal(folder, (await readSealSummary(folder.seal))!.head);
    const paths: string[] = [];
    for await (const { path } of readSealedFiles(folder.seal)) paths.push(path);
    expect(paths).toContain("summary.json");
    expect(paths.filter((path) => /review|^report/.test(path))).toEqual([]);
    expect((await verify(run)).kinds[0]).toMatchObject({ status: "same" });
  });

  it("hides nothing else: what only looks like a review or a report is found", async () => {
    const { run } = await copyStore();
    await mkdir(join(run, "report"), { recursive: true });
    await symlink("/etc/hostname", join(run, "report", "link"));
    await symlink("/etc/hostname", join(run, "reviews.jsonl"));
    await writeFile(join(run, "reviews.jsonl.bak"), "");
    await writeFile(join(run, "trials", "reviews.jsonl"), "");
    const files = (await verify(run)).kinds[0]!.findings.map(({ file }) => file);
    expect(files).toEqual(["report/link", "reviews.jsonl", "reviews.jsonl.bak", "trials/reviews.jsonl"]);
  });

  it.each([
    ["nothing to say", ["t2"], "the review says nothing", "--agree or --disagree"],
    ["a note of spaces", ["t2", "--note", "  "], "the review says nothing", "--note"],
    ["a long note", ["t2", "--note", "x".repeat(4_001)], "--note has 4001 characters", "shorten it"],
    ["both opinions", ["t2", "--agree", "--disagree"], "cannot be used with option", "--help"],
    ["no trial", [], "missing required argument", "--help"],
    ["an unknown trial", ["t9.lost", "--agree"], "has no trial", 'did you mean "t3.lost"?'],
    ["an unknown run", ["nightly", "t2", "--agree"], 'no run "nightly"', "known: stored"],
    ["an unknown check", ["t2", "--agree", "--check", "tow"], 'unknown check "tow"', 'did you mean "two"?'],
    [
      "a reviewer without a name",
      ["t2", "--agree", "--reviewer", " "],
      "nobody knows who reviews",
      "--reviewer",
    ],
  ])("refuses %s, and writes nothing", async (_, args, message, hint) => {
    const { results, run } = await copyStore();
    const reviewer = args.includes("--reviewer") ? [] : ["--reviewer", "Ada"];
    const { exitCode, stderr } = await buildoff(["review", ...args, ...reviewer, "--results", results]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(await readReviews(toRunFolder(run))).toEqual([]);
  });
});

describe("the reviewer", () => {
  it("is whom git calls so, else the system's user, else nobody", async () => {
    const home = await makeTemporaryFolder();
    const env = { PATH: process.env["PATH"], HOME: home, GIT_CONFIG_NOSYSTEM: "1", GIT_DIR: home };
    await expect(findReviewer({ ...env, USER: "root" })).resolves.toBe("root");
    await expect(findReviewer(env)).resolves.toBeNull();
    await writeFile(join(home, ".gitconfig"), "[user]\n\tname = Grace Hopper\n");
    await expect(findReviewer({ ...env, USER: "root" })).resolves.toBe("Grace Hopper");
    await expect(findReviewer({ USER: "root", PATH: "/nowhere" })).resolves.toBe("root");
  });
});
