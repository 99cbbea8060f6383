import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { InfraError } from "../core/errors.ts";
import type { TrialEvent, TrialEventBody } from "../core/event.ts";
import type { Redact } from "./redactor.ts";

/** The one sink of a try's events: redacted, numbered, dated, appended to disk, and handed to whoever watches. */
export interface Transcript extends AsyncDisposable {
  readonly emit: (event: TrialEventBody) => void;
}

export interface TranscriptOptions {
  readonly file: string;
  readonly trialId: string;
  readonly tryNumber: number;
  readonly redact: Redact;
  /** Whether the text of model requests, answers and MCP calls is kept. */
  readonly keepsBodies: boolean;
  readonly now: () => number;
  readonly watch: (event: TrialEvent) => void;
}

/** Disposal waits until everything is written, and throws InfraError `store` where the disk refused. */
export async function openTranscript(options: TranscriptOptions): Promise<Transcript> {
  const { file, trialId, tryNumber, redact, keepsBodies, now, watch } = options;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a");
  let sequence = 0;
  let waiting = "";
  let written: Promise<unknown> = Promise.resolve();
  let failure: Error | null = null;
  /** All that waits goes with one write, so that a busy disk never falls behind: a crash costs what came during one write. */
  const writeWaiting = async (): Promise<void> => {
    const lines = waiting;
    waiting = "";
    if (lines !== "") await handle.appendFile(lines);
  };
  return {
    emit: (body) => {
      const kept = keepsBodies ? body : withoutBody(body);
      const event = JSON.parse(redact(JSON.stringify(kept))) as TrialEventBody;
      const at = new Date(now()).toISOString();
      const whole: TrialEvent = { sequence: sequence++, at, trialId, tryNumber, event };
      watch(whole);
      waiting += `${JSON.stringify(whole)}\n`;
      written = written.then(writeWaiting).catch((error: Error) => (failure ??= error));
    },
    async [Symbol.asyncDispose]() {
      await written;
      await handle.close();
      if (failure === null) return;
      throw new InfraError("store", `cannot write the transcript: ${failure.message}`, { cause: failure });
    },
  };
}

/** What passed the gateway, without its text. */
export function withoutBody(event: TrialEventBody): TrialEventBody {
  switch (event.type) {
    case "model-request":
    case "model-response":
      return { ...event, body: null };
    case "mcp-call":
      return { ...event, arguments: null };
    case "mcp-result":
      return { ...event, result: null };
    default:
      return event;
  }
}
