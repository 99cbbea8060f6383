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
  readonly workspaces: string;
  readonly trial: (trialId: string) => TrialFolder;
}

export interface TrialFolder {
  readonly path: string;
  readonly result: string;
  readonly verdict: (turn: number) => string;
  readonly evidence: (turn: number) => string;
  readonly transcript: (tryNumber: number) => string;
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
    logs: join(path, "logs"),
    screenshots: join(path, "screenshots"),
  };
}
