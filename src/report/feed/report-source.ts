import type { GateReport } from "../../core/gate.ts";
import type { Summary } from "../../core/summary.ts";
import type { TrialSpec } from "../../core/trial.ts";
import {
  comparisonChunk,
  filesChunk,
  LEADERBOARD_CHUNK,
  taskChunk,
  transcriptChunk,
  trialChunk,
} from "../model/chunk-names.ts";
import type { ReportIndex, ServerAbilities } from "../model/report-index.ts";
import { toBoards, toComparisonDetail } from "./boards-chunk.ts";
import type { Chunk } from "./chunk.ts";
import { toWorkspaceFiles } from "./files-chunk.ts";
import { toRunIndex } from "./index-chunk.ts";
import { type PictureChoice, withPictures } from "./pictures.ts";
import type { ReportRun } from "./report-run.ts";
import { toTaskDetail } from "./task-chunk.ts";
import { toTranscriptChunks } from "./transcript-chunks.ts";
import { toTrialDetail } from "./trial-chunk.ts";

export interface SourceOptions {
  /** The first is what the report is about. */
  readonly runs: readonly ReportRun[];
  readonly buildoff: string;
  readonly now: () => Date;
  readonly sha256: (data: Uint8Array) => string;
  readonly gate: GateReport | null;
  readonly server: ServerAbilities | null;
  readonly pictures: PictureChoice;
}

/** The parts of a report, each made when it is asked for: to be written to files, or served. */
export interface ReportSource {
  readonly pictures: PictureChoice;
  readonly index: () => Promise<ReportIndex>;
  /** Of all trials together: the leaderboard, and every comparison. */
  readonly shared: () => Iterable<Chunk>;
  readonly task: (run: number, task: number) => Promise<Chunk | null>;
  readonly trial: (run: number, trial: number) => Promise<Chunk | null>;
  /** The pieces of one try's transcript, its index last; nothing where there is none. */
  readonly transcript: (run: number, trial: number, tryNumber: number) => AsyncIterable<Chunk>;
  readonly workspace: (run: number, trial: number, turn: number) => Promise<Chunk | null>;
}

export function createReportSource(options: SourceOptions): ReportSource {
  const { runs, buildoff, now, gate, server } = options;
  const trialOf = (run: number, trial: number): TrialSpec | null =>
    runs[run]?.data.manifest.trials[trial] ?? null;
  const summaries = runs.map(({ data }) => data.summary);
  return {
    pictures: options.pictures,
    index: async () => ({
      buildoff,
      generatedAt: now().toISOString(),
      runs: await Promise.all(runs.map(toRunIndex)),
      gate,
      server,
    }),
    shared: () => toShared(summaries),
    task: async (run, task) => {
      const entry = runs[run]?.data.manifest.tasks[task];
      return entry === undefined
        ? null
        : { name: taskChunk(run, task), content: await toTaskDetail(runs[run]!, entry) };
    },
    trial: async (run, trial) => {
      const spec = trialOf(run, trial);
      if (spec === null) return null;
      const detail = await toTrialDetail(runs[run]!, spec, await runs[run]!.files.reviews());
      const { result } = detail;
      const content = { ...detail, result: result && withPictures(result, options.pictures) };
      return { name: trialChunk(run, trial), content };
    },
    async *transcript(run, trial, tryNumber) {
      const spec = trialOf(run, trial);
      if (spec === null) return;
      const events = runs[run]!.data.events(spec.id, tryNumber);
      yield* toTranscriptChunks(transcriptChunk(run, trial, tryNumber), tryNumber, events);
    },
    workspace: async (run, trial, turn) => {
      const spec = trialOf(run, trial);
      const files = spec === null ? null : await readFiles(runs[run]!, spec, turn);
      return (
        files && { name: filesChunk(run, trial, turn), content: toWorkspaceFiles(files, options.sha256) }
      );
    },
  };
}

/** @param turn 0: what the agent began with */
async function readFiles({ data, files }: ReportRun, trial: TrialSpec, turn: number) {
  if (turn === 0) return files.starter(trial.task);
  const result = await data.result(trial.id);
  const workspace = result?.turns.find((one) => one.turn === turn)?.workspace ?? null;
  return workspace === null ? null : files.workspace(workspace);
}

/** Every other run against the first, and the first one's configurations against each other. */
function* toShared(summaries: readonly Summary[]): Generator<Chunk> {
  yield { name: LEADERBOARD_CHUNK, content: toBoards(summaries) };
  const [first, ...others] = summaries;
  if (first === undefined) return;
  yield { name: comparisonChunk(0, 0), content: toComparisonDetail(first, first) };
  for (const [place, other] of others.entries()) {
    yield { name: comparisonChunk(place + 1, 0), content: toComparisonDetail(other, first) };
  }
}
