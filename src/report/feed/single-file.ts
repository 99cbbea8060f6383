import { singleFileTooSmall } from "../../core/report-errors.ts";
import { INDEX_CHUNK, trialChunk } from "../model/chunk-names.ts";
import type { TrialDetail } from "../model/trial-detail.ts";
import { toEmbeddedScript, toSingleFilePage } from "../page-html.ts";
import { type Chunk, toChunkElement } from "./chunk.ts";
import { toPictures } from "./pictures.ts";
import type { ReportSource } from "./report-source.ts";
import { present, type ReportParts, toReportTitle, toSharedChunks, toWorkspaces } from "./write-report.ts";

export interface SingleFileOptions {
  /** Of a script, base64. */
  readonly sha256: (text: string) => string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** What a report in one file came to. */
export interface SingleFile {
  readonly html: string;
  /** Kinds of parts that did not fit, such as `transcripts`, with how many of them. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/**
 * A report as one file, for mail: the parts that matter most come first, and what does not fit is left out. Apps cannot be
 * played in it.
 * @throws UserError `single-file-too-small` where not even the pages and their index fit; the signal's reason
 */
export async function toSingleFile(parts: ReportParts, options: SingleFileOptions): Promise<SingleFile> {
  const { source, viewer, runs } = parts;
  const title = toReportTitle(runs);
  const script = toEmbeddedScript(viewer.script);
  const scriptHash = options.sha256(script);
  const { head, tail } = toSingleFilePage({ title, viewer: { ...viewer, script }, scriptHash });
  const index = toChunkElement({ name: INDEX_CHUNK, content: await source.index() });
  const leastBytes = [head, index, tail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (leastBytes > options.maxBytes) throw singleFileTooSmall(options.maxBytes, leastBytes);
  const room = createRoom(options.maxBytes - leastBytes);
  for await (const chunk of toSharedChunks(parts)) room.put("tasks and comparisons", toChunkElement(chunk));
  const shown = await putTrials(parts, room, options.signal);
  const trials = { ...parts, shown, signal: options.signal };
  for await (const { chunk, place } of eachTrial(trials)) {
    const { result } = chunk.content as TrialDetail;
    if (result === null) continue;
    for await (const { path, content } of toPictures(runs[place[0]]!.files, result, place))
      room.put("pictures", toPictureElement(path, content));
  }
  for await (const { chunk, place } of eachTrial(trials))
    for await (const files of toWorkspaces(source, chunk, place))
      room.put("workspaces", toChunkElement(files));
  for await (const { chunk, place } of eachTrial(trials))
    await putTranscripts(source, { chunk, place }, room);
  return { html: `${head}${index}${room.text()}${tail}`, leftOut: room.leftOut };
}

type Place = readonly [run: number, trial: number];

/** @returns names of those that fit: what else there is of others could not be reached */
async function putTrials(
  { runs, source }: ReportParts,
  room: Room,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const shown = new Set<string>();
  for (const [run, { data }] of runs.entries()) {
    for (const n of data.manifest.trials.keys()) {
      signal.throwIfAborted();
      for (const chunk of present(await source.trial(run, n)))
        if (room.put("trials", toChunkElement(chunk))) shown.add(chunk.name);
    }
  }
  return shown;
}

interface ShownTrials extends ReportParts {
  readonly shown: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

async function* eachTrial({ runs, source, shown, signal }: ShownTrials) {
  for (const [run, { data }] of runs.entries()) {
    for (const n of data.manifest.trials.keys()) {
      signal.throwIfAborted();
      const chunk = shown.has(trialChunk(run, n)) ? await source.trial(run, n) : null;
      if (chunk !== null) yield { chunk, place: [run, n] as Place };
    }
  }
}

/** Of each, its index first: without it nobody finds its pieces. */
async function putTranscripts(
  source: ReportSource,
  { chunk, place: [run, n] }: { readonly chunk: Chunk; readonly place: Place },
  room: Room,
): Promise<void> {
  for (const { tryNumber } of (chunk.content as TrialDetail).transcripts) {
    const pieces: string[] = [];
    for await (const piece of source.transcript(run, n, tryNumber)) pieces.unshift(toChunkElement(piece));
    const [index, ...bodies] = pieces;
    if (index === undefined) continue;
    const isThere = room.put("transcripts", index);
    for (const body of isThere ? bodies.toReversed() : []) room.put("parts of transcripts", body);
  }
}

interface Room {
  readonly leftOut: Readonly<Record<string, number>>;
  readonly text: () => string;
  /** Whether it fits. */
  readonly put: (kind: string, text: string) => boolean;
}

/** A place of limited size: what does not fit any more is counted. */
function createRoom(maxBytes: number): Room {
  const leftOut: Record<string, number> = {};
  const kept: string[] = [];
  let left = maxBytes;
  return {
    leftOut,
    text: () => kept.join(""),
    put: (kind, text) => {
      const size = Buffer.byteLength(text);
      if (size > left) {
        leftOut[kind] = (leftOut[kind] ?? 0) + 1;
        return false;
      }
      left -= size;
      kept.push(text);
      return true;
    },
  };
}

function toPictureElement(path: string, content: Uint8Array): string {
  const type = path.endsWith(".jpg") ? "image/jpeg" : "image/png";
  const url = `data:${type};base64,${Buffer.from(content).toString("base64")}`;
  return `<script type="application/json" data-picture="${encodeURI(path.toWellFormed()).replaceAll("&", "&amp;")}">${JSON.stringify(url)}</script>\n`;
}
