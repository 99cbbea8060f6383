import { join } from "node:path";

/** Where everything of a run lies. Paths only; nothing is created here. */
export interface RunFolder {
  readonly path: string;
  readonly manifest: string;
  readonly journal: string;
  readonly lock: string;
  readonly summary: string;
  readonly trials: string;
  readonly seal: string;
  /** What people say of the run: added at any time, and no part of what is sealed. */
  readonly reviews: string;
  /** The folder of the rendered report, which can be made again: no part of what is sealed. */
  readonly report: string;
  /** The same as one file. */
  readonly reportFile: string;
  readonly workspaces: string;
  readonly trial: (trialId: string) => TrialFolder;
}

export interface TrialFolder {
  readonly path: string;
  readonly result: string;
  readonly verdict: (turn: number) => string;
  readonly evidence: (turn: number) => string;
  readonly transcript: (tryNumber: number) => string;
  /** What was built of what it left, as the app serves it: there are such files of apps that are nothing else. */
  readonly build: (turn: number) => string;
  readonly logs: string;
  readonly screenshots: string;
}

export function toRunFolder(path: string): RunFolder {
  return {
    path,
    manifest: join(path, "manifest.json"),
    journal: join(path, "journal.jsonl"),
    lock: join(path, "run.lock"),
    summary: join(path, "summary.json"),
    trials: join(path, "trials.jsonl"),
    seal: join(path, "seal.jsonl"),
    reviews: join(path, "reviews.jsonl"),
    report: join(path, "report"),
    reportFile: join(path, "report.html"),
    workspaces: join(path, "workspaces"),
    trial: (trialId) => toTrialFolder(join(path, "trials", trialId)),
  };
}

function toTrialFolder(path: string): TrialFolder {
  return {
    path,
    result: join(path, "result.json"),
    verdict: (turn) => join(path, turn === 1 ? "verdict.json" : `verdict.turn-${turn}.json`),
    evidence: (turn) => join(path, turn === 1 ? "evidence.json" : `evidence.turn-${turn}.json`),
    transcript: (tryNumber) => join(path, `transcript.${tryNumber}.jsonl`),
    build: (turn) => join(path, `build.turn-${turn}.tar.zst`),
    logs: join(path, "logs"),
    screenshots: join(path, "screenshots"),
  };
}
