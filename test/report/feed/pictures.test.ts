import { expect, it } from "vitest";
import { toPictures, withPictures } from "../../../src/report/feed/pictures.ts";
import { makeCheck, makeResult, makeTrial } from "../../support/results.ts";
import { makeReportRun } from "./make-run.ts";

const trial = makeTrial("t.k1", { task: "t" });
const made = makeResult(trial, [makeCheck("good", true), makeCheck("bad", false)]);
const shot = (check: string, file: string) => ({ check, name: "shot", file: `screenshots/turn-1/${file}` });
const RESULT = {
  ...made,
  turns: made.turns.map((turn) => ({
    ...turn,
    firstPage: "screenshots/turn-1/first-page.jpg",
    screenshots: [shot("good", "000.good.png"), shot("bad", "001.bad.png"), shot("bad", "gone.png")],
  })),
};

async function listPictures(choice: "all" | "failed"): Promise<string[]> {
  const trialFile = async (_: string, path: string) => (path.includes("gone") ? null : Buffer.from("x"));
  const { files } = makeReportRun({ trials: [trial], results: [RESULT], files: { trialFile } });
  const paths: string[] = [];
  for await (const { path } of toPictures(files, withPictures(RESULT, choice), [0, 3])) paths.push(path);
  return paths;
}

it("a report has the pictures of every check that are still there, and of the app's first page", async () => {
  expect(await listPictures("all")).toEqual([
    "pictures/0/3/turn-1/first-page.jpg",
    "pictures/0/3/turn-1/000.good.png",
    "pictures/0/3/turn-1/001.bad.png",
  ]);
});

it("a report has the first page and the pictures of failed checks alone, where it is asked to", async () => {
  expect(await listPictures("failed")).toEqual([
    "pictures/0/3/turn-1/first-page.jpg",
    "pictures/0/3/turn-1/001.bad.png",
  ]);
});
