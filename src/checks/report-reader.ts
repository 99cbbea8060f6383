import { Buffer } from "node:buffer";
import { z } from "zod";
import type { CheckSpec, CheckVerdict } from "../core/check.ts";
import type { CheckReport } from "../core/checker.ts";
import { InfraError } from "../core/errors.ts";
import { type Quality, QualitySchema } from "../core/quality.ts";
import { MAX_FIRST_PAGE_BYTES, type Message, MessageSchema } from "./checker/messages.ts";

/** A line longer than this is no message. */
const MAX_LINE_BYTES = 64_000_000;
const NEWLINE = 10;

/** Puts a report together from the checker's output. Believes nothing that is not exactly what was asked for. */
export interface ReportReader {
  /** @throws InfraError where it holds anything but the messages of this job. */
  push(chunk: Uint8Array): void;
  /** Every verdict is in: what happens from here on changes none. */
  readonly isJudged: boolean;
  readonly isDone: boolean;
  /** @throws InfraError where a verdict is missing and there is nothing to stand for it. */
  finish(toMissing: ((check: CheckSpec) => CheckVerdict) | null): CheckReport;
}

type VerdictMessage = Extract<Message, { type: "check" }>;

interface ReaderOptions {
  readonly nonce: string;
  readonly checks: readonly CheckSpec[];
  readonly measuresQuality: boolean;
  readonly onVerdict: (verdict: CheckVerdict) => void;
}

export function createReportReader(options: ReaderOptions): ReportReader {
  const { nonce, checks, measuresQuality, onVerdict } = options;
  const ids = new Set(checks.map(({ id }) => id));
  const verdicts = new Map<string, CheckVerdict>();
  const screenshots: CheckReport["screenshots"][number][] = [];
  const logs: CheckReport["logs"][number][] = [];
  const timingsMs: Record<string, number> = {};
  const measured: (Quality | null)[] = [];
  const pictured: (Uint8Array | null)[] = [];
  let isDone = false;
  const isJudged = (): boolean => verdicts.size === ids.size;

  const takeVerdict = ({ verdict, durationMs }: Pick<VerdictMessage, "verdict" | "durationMs">): void => {
    const { id, passed, score } = verdict;
    if (verdicts.has(id)) throw refuse(`a second verdict on ${id}`);
    if (passed !== (score === 1)) throw refuse(`a verdict on ${id} that contradicts itself`);
    verdicts.set(id, verdict);
    timingsMs[id] = durationMs;
    onVerdict(verdict);
  };
  /** Numbers that cannot be are none; they are no reason to lose the verdicts. */
  const takeQuality = (quality: unknown): void => {
    requireVisit("measurement", measured);
    measured.push(QualitySchema.safeParse(quality).data ?? null);
  };
  const requireVisit = (what: string, taken: readonly unknown[]): void => {
    if (!measuresQuality) throw refuse(`a ${what} that was not asked for`);
    if (!isJudged()) throw refuse(`a ${what} before the last verdict`);
    if (taken.length > 0) throw refuse(`a second ${what}`);
  };
  const takePicture = (jpeg: unknown): void => {
    requireVisit("picture of the first page", pictured);
    pictured.push(toJpeg(jpeg));
  };
  const take = (message: Message): void => {
    if (message.nonce !== nonce) throw refuse("a message that is not of this job");
    if (isDone) throw refuse("a message after the last one");
    if (message.type === "done") isDone = true;
    if (message.type === "done" || message.type === "ready") return;
    if (message.type === "quality") return takeQuality(message.quality);
    if (message.type === "first-page") return takePicture(message.jpeg);
    const about = message.type === "check" ? message.verdict.id : message.check;
    if (!ids.has(about)) throw refuse("a message on a check that was not asked for");
    if (message.type === "check") return takeVerdict(message);
    if (verdicts.has(about)) throw refuse(`a message on ${about} after its verdict`);
    if (message.type === "log") logs.push(pick(message));
    else {
      const { check, name, png } = message;
      screenshots.push({ check, name, png: new Uint8Array(Buffer.from(png, "base64")) });
    }
  };
  const splitter = createSplitter((line) => take(parse(line)));
  return {
    push: splitter,
    get isJudged() {
      return isJudged();
    },
    get isDone() {
      return isDone;
    },
    finish: (toMissing) => {
      for (const check of checks.filter(({ id }) => !verdicts.has(id))) {
        if (toMissing === null) throw refuse(`no verdict on ${check.id}`);
        takeVerdict({ verdict: toMissing(check), durationMs: 0 });
      }
      return {
        verdicts: checks.map(({ id }) => verdicts.get(id)!),
        screenshots,
        logs,
        quality: measured[0] ?? null,
        firstPage: pictured[0] ?? null,
        timingsMs,
      };
    },
  };
}

function pick({ check, console, network }: Extract<Message, { type: "log" }>) {
  return { check, console, network };
}

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/** Null for what is no JPEG, or a larger one than the checker sends. */
function toJpeg(sent: unknown): Uint8Array | null {
  const { data } = z.base64().safeParse(sent);
  const bytes = Buffer.from(data ?? "", "base64");
  const isJpeg = bytes.subarray(0, JPEG_START.length).equals(JPEG_START);
  return isJpeg && bytes.length <= MAX_FIRST_PAGE_BYTES ? new Uint8Array(bytes) : null;
}

function parse(line: string): Message {
  try {
    return MessageSchema.parse(JSON.parse(line));
  } catch (error) {
    throw refuse("a line that is no message", error);
  }
}

function refuse(what: string, cause?: unknown): InfraError {
  return new InfraError("checker", `the checker sent ${what}`, { cause });
}

function createSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;
  return (chunk) => {
    let rest = chunk;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]).toString("utf8");
      parts = [];
      sizeBytes = 0;
      rest = rest.subarray(end + 1);
      if (line !== "") onLine(line);
    }
    parts.push(rest);
    sizeBytes += rest.length;
    if (sizeBytes > MAX_LINE_BYTES) throw refuse("a line without end");
  };
}
