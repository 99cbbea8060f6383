import { appendFile, readFile, symlink, truncate, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { InfraError } from "../../src/core/errors.ts";
import type { Review } from "../../src/core/review.ts";
import { latestReviews } from "../../src/core/standing-reviews.ts";
import { appendReview, joinReviews, readReviews } from "../../src/store/reviews.ts";
import { type RunFolder, toRunFolder } from "../../src/store/run-folder.ts";
import { repository } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const makeReview = (changes: Partial<Review> = {}): Review => ({
  schema: 1,
  at: "2026-01-02T03:04:05.000Z",
  reviewer: "Ada",
  trialId: "t1",
  check: null,
  opinion: "disagree",
  note: null,
  machine: { passed: false, score: 0.5 },
  workspace: null,
  ...changes,
});

const makeFolder = async (): Promise<RunFolder> => toRunFolder(await makeTemporaryFolder());

describe("reviews", () => {
  it("are read as they were added, in their order, and are none where nobody reviewed", async () => {
    const folder = await makeFolder();
    expect(await readReviews(folder)).toEqual([]);
    const reviews = [
      makeReview(),
      makeReview({ check: "adds-expense", opinion: null, note: "a line\u2028with a separator\nand another" }),
    ];
    for (const review of reviews) await appendReview(folder, review);
    expect(await readReviews(folder)).toEqual(reviews);
  });

  it("are never added to what a link leads to: a run that was sent may hold one to any file", async () => {
    const folder = await makeFolder();
    const own = join(folder.path, "profile");
    await writeFile(own, "mine\n");
    await symlink(own, folder.reviews);
    await expect(appendReview(folder, makeReview())).rejects.toThrow(InfraError);
    expect(await readFile(own, "utf8")).toBe("mine\n");
  });

  it("are all there when two processes add many at once", async () => {
    const folder = await makeFolder();
    const module = pathToFileURL(join(repository, "src", "store", "reviews.ts")).href;
    const program = `
      import { appendReview } from ${JSON.stringify(module)};
      const [path, name, review] = process.argv.slice(-3);
      await Promise.all(Array.from({ length: 10 }, (_, index) =>
        appendReview({ reviews: path }, { ...JSON.parse(review), reviewer: name, note: "n".repeat(3000) + index })));`;
    const start = (name: string) =>
      execa(process.execPath, [
        "--disable-warning=ExperimentalWarning",
        "--input-type=module",
        "-e",
        program,
        folder.reviews,
        name,
        JSON.stringify(makeReview()),
      ]);
    await Promise.all([start("Ada"), start("Grace")]);
    const reviews = await readReviews(folder, (lines) => expect.unreachable(`${lines} damaged`));
    expect(new Set(reviews.map(({ reviewer, note }) => `${reviewer} ${note?.slice(3_000)}`)).size).toBe(20);
  });

  it("outlive a line that a crash tore: the next one is whole", async () => {
    const folder = await makeFolder();
    await appendReview(folder, makeReview({ note: "first" }));
    await appendReview(folder, makeReview({ note: "torn" }));
    const { size } = await stat(folder.reviews);
    await truncate(folder.reviews, size - 20);
    await appendReview(folder, makeReview({ note: "last" }));
    const damaged: number[] = [];
    const reviews = await readReviews(folder, (lines) => damaged.push(lines));
    expect(reviews.map(({ note }) => note)).toEqual(["first", "last"]);
    expect(damaged).toEqual([1]);
  });

  it("count what is no review, and forgive what editors and file systems put into lines", async () => {
    const folder = await makeFolder();
    const whole = JSON.stringify(makeReview());
    const broken = [
      "{",
      "null",
      JSON.stringify({ ...makeReview(), schema: 2 }),
      JSON.stringify({ ...makeReview(), opinion: "maybe" }),
      JSON.stringify(makeReview({ opinion: null })),
      JSON.stringify(makeReview({ note: "x".repeat(4_001) })),
      JSON.stringify(makeReview({ trialId: "../elsewhere" })),
      JSON.stringify({ ...makeReview(), more: true }),
    ];
    await writeFile(folder.reviews, `\uFEFF${whole}\r\n\n${broken.join("\n")}\n\0\0${whole}`);
    const damaged: number[] = [];
    expect(await readReviews(folder, (lines) => damaged.push(lines))).toHaveLength(2);
    expect(damaged).toEqual([broken.length]);
  });

  it("never change what stands in the file", async () => {
    const folder = await makeFolder();
    await writeFile(folder.reviews, "whatever\n");
    await appendReview(folder, makeReview());
    expect(await readFile(folder.reviews, "utf8")).toMatch(/^whatever\n\{/);
  });

  it("tell of a disk that does not take them", async () => {
    const folder = toRunFolder(join(await makeTemporaryFolder(), "nowhere"));
    await expect(appendReview(folder, makeReview())).rejects.toThrow(InfraError);
  });

  it("of several runs are joined in the order of their time", async () => {
    const [one, two, joined, none] = await Promise.all([
      makeFolder(),
      makeFolder(),
      makeFolder(),
      makeFolder(),
    ]);
    const at = (minute: number): Review =>
      makeReview({ at: `2026-01-02T03:0${minute}:00.000Z`, note: `${minute}` });
    await appendReview(one, at(1));
    await appendReview(one, at(4));
    await appendReview(two, at(2));
    await appendFile(two.reviews, "torn");
    await joinReviews([one, two], joined);
    expect((await readReviews(joined)).map(({ note }) => note)).toEqual(["1", "2", "4"]);
    await joinReviews([none], none);
    expect(await stat(none.reviews).catch(() => null)).toBeNull();
  });
});

describe("the reviews that stand", () => {
  it("are the later ones of each reviewer on the same trial and check", () => {
    const at = (minute: number, changes: Partial<Review>): Review =>
      makeReview({ at: `2026-01-02T03:0${minute}:00Z`, ...changes });
    const later = at(5, { opinion: "agree" });
    const ofCheck = at(2, { check: "one" });
    const other = at(1, { reviewer: "Grace" });
    expect(latestReviews([later, at(0, {}), ofCheck, other, at(4, { trialId: "t2" })])).toEqual([
      other,
      ofCheck,
      at(4, { trialId: "t2" }),
      later,
    ]);
  });

  it("are those that were added last, of one moment", () => {
    const [first, second] = [makeReview({ note: "first" }), makeReview({ note: "second" })];
    expect(latestReviews([first, second])).toEqual([second]);
  });
});
