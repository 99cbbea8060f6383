import { FOLDER_POLICY, toFolderPage } from "../page-html.ts";
import { appFile, INDEX_CHUNK } from "../model/chunk-names.ts";
import type { TrialDetail } from "../model/trial-detail.ts";
import { packApp } from "../player/pack-app.ts";
import { type Chunk, toChunkScript } from "./chunk.ts";
import { readAppFiles } from "./find-app.ts";
import { toPictures, withPictures } from "./pictures.ts";
import type { ReportRun } from "./report-run.ts";
import type { ReportSource } from "./report-source.ts";

/** A file of a report, below its folder. */
export interface ReportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The pages' own files, as they were built. */
export interface ViewerFiles {
  readonly script: string;
  readonly style: string;
  /** Plays a stored app, in a frame of its own. */
  readonly player: string;
}

export interface ReportParts {
  readonly runs: readonly ReportRun[];
  readonly source: ReportSource;
  readonly viewer: ViewerFiles;
  /** Told after every trial. */
  readonly onTrial: (done: number, of: number) => void;
}

export function toReportTitle([run]: readonly ReportRun[]): string {
  const { suite, runId } = run!.data.manifest;
  return `${suite.name}: ${runId}`;
}

const toFile = (chunk: Chunk): ReportFile => ({
  path: `data/${chunk.name}.js`,
  content: toChunkScript(chunk),
});

/** Every file of a report that is a folder, one after the other. */
export async function* toReportFiles(parts: ReportParts): AsyncGenerator<ReportFile> {
  const { runs, source, viewer, onTrial } = parts;
  yield { path: "index.html", content: toFolderPage(toReportTitle(runs), FOLDER_POLICY) };
  yield { path: "assets/viewer.js", content: viewer.script };
  yield { path: "assets/viewer.css", content: viewer.style };
  yield toFile({ name: INDEX_CHUNK, content: await source.index() });
  for await (const chunk of toSharedChunks(parts)) yield toFile(chunk);
  const of = countTrials(runs);
  let done = 0;
  for (const [run, { data }] of runs.entries()) {
    for (const n of data.manifest.trials.keys()) {
      for await (const chunk of toTrialChunks(source, run, n)) yield toFile(chunk);
      yield* toTrialFiles(parts, run, n);
      done += 1;
      onTrial(done, of);
    }
  }
}

const countTrials = (runs: readonly ReportRun[]): number =>
  runs.reduce((sum, { data }) => sum + data.manifest.trials.length, 0);

/** What belongs to no single trial, without the index. */
export async function* toSharedChunks({ runs, source }: ReportParts): AsyncGenerator<Chunk> {
  yield* source.shared();
  for (const [run, { data }] of runs.entries()) {
    for (const n of data.manifest.tasks.keys()) yield* present(await source.task(run, n));
  }
}

async function* toTrialChunks(source: ReportSource, run: number, n: number): AsyncGenerator<Chunk> {
  const trial = await source.trial(run, n);
  if (trial === null) return;
  yield trial;
  yield* toTranscripts(source, trial, [run, n]);
  yield* toWorkspaces(source, trial, [run, n]);
}

/** @param trial its chunk, which tells which tries there were */
async function* toTranscripts(
  source: ReportSource,
  trial: Chunk,
  [run, n]: readonly [number, number],
): AsyncGenerator<Chunk> {
  const { transcripts } = trial.content as TrialDetail;
  for (const { tryNumber } of transcripts) yield* source.transcript(run, n, tryNumber);
}

/** The files after each turn, and what the agent began with. */
export async function* toWorkspaces(
  source: ReportSource,
  trial: Chunk,
  [run, n]: readonly [number, number],
): AsyncGenerator<Chunk> {
  const { turns } = trial.content as TrialDetail;
  const stored = turns.filter(({ hasFiles }) => hasFiles);
  if (stored.length > 0) yield* present(await source.workspace(run, n, 0));
  for (const { turn } of stored) yield* present(await source.workspace(run, n, turn));
}

/** Pictures, and apps that a file can play. */
async function* toTrialFiles(
  { runs, source, viewer }: ReportParts,
  run: number,
  n: number,
): AsyncGenerator<ReportFile> {
  const { data, files } = runs[run]!;
  const trial = data.manifest.trials[n]!;
  const result = await data.result(trial.id);
  if (result === null) return;
  yield* toPictures(files, withPictures(result, source.pictures), [run, n]);
  for (const { turn, workspace } of result.turns) {
    const app = await readAppFiles(runs[run]!, trial, { turn, workspace });
    if (app !== null) yield { path: appFile(run, n, turn), content: packApp(app, viewer.player) };
  }
}

export function* present(chunk: Chunk | null): Generator<Chunk> {
  if (chunk !== null) yield chunk;
}
