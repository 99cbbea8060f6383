import { open, readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { TrialEvent } from "../core/event.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { type Summary, SummarySchema } from "../core/summary.ts";
import type { SessionEnd } from "./session.ts";
import { isAlive, type ProcessIdentity } from "../host/process-identity.ts";

/** One line of the log of a detached run: what the slim view writes, and who writes it. */
export type LogLine =
  | ({ readonly type: "detached" } & ProcessIdentity)
  | { readonly type: "note"; readonly message: string }
  | { readonly type: "run-started"; readonly finished: number }
  | { readonly type: "event"; readonly event: TrialEvent }
  | { readonly type: "result"; readonly result: TrialRow }
  | {
      readonly type: "run-finished";
      readonly exitCode: number;
      readonly summary: Summary;
      readonly stoppedBy: SessionEnd["stoppedBy"];
    };

const DetachedSchema = z.looseObject({
  type: z.literal("detached"),
  pid: z.int(),
  bootId: z.string().nullable(),
  startTime: z.string().nullable(),
});

/** Who works, or has worked, on a detached run; null where nobody has. */
export async function readDetached(log: string): Promise<ProcessIdentity | null> {
  const text = await readFile(log, "utf8").catch(() => "");
  for (const line of text.split("\n")) {
    const parsed = DetachedSchema.safeParse(parseJson(line));
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** How often the log is looked at for more. */
const INTERVAL_MS = 200;

/**
 * Reads a log from its beginning and goes on with what is added, until the run has finished or its process has ended.
 * @throws the signal's reason
 */
export async function* followLog(log: string, signal: AbortSignal): AsyncGenerator<LogLine> {
  await using file = await open(log, "r");
  const decoder = new TextDecoder();
  const chunk = Buffer.alloc(1024 ** 2);
  let owner: ProcessIdentity | null = await readDetached(log);
  let pending = "";
  for (let isEnding = false; ;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(chunk);
    if (bytesRead === 0) {
      // Once more after it was seen to have ended: it may have written until then.
      if (isEnding) return;
      isEnding = owner !== null && !isAlive(owner);
      owner ??= await readDetached(log);
      if (!isEnding) await wait(INTERVAL_MS, undefined, { signal });
      continue;
    }
    const lines = (pending + decoder.decode(chunk.subarray(0, bytesRead), { stream: true })).split("\n");
    pending = lines.pop()!;
    for (const line of lines) {
      const parsed = toLogLine(line);
      if (parsed === null) continue;
      yield parsed;
      if (parsed.type === "run-finished") return;
    }
  }
}

/** What is no JSON was written by a program below buildoff, or is an error of its own: it is shown as it is. */
function toLogLine(line: string): LogLine | null {
  if (line.trim() === "") return null;
  const value = parseJson(line);
  if (typeof value !== "object" || value === null || !("type" in value))
    return { type: "note", message: line };
  if (value.type === "event") {
    const { type: _type, ...event } = value as { type: string };
    return { type: "event", event: event as unknown as TrialEvent };
  }
  if (value.type === "run-finished") {
    const finished = value as unknown as {
      summary?: unknown;
      exitCode: number;
      stoppedBy: SessionEnd["stoppedBy"];
    };
    return { ...finished, type: "run-finished", summary: SummarySchema.parse(finished.summary) };
  }
  return value as LogLine;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
