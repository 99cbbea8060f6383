import type { TrialEvent } from "../core/event.ts";
import { readLines } from "./lines.ts";

/** The events of one try, one after the other; a line that a crash tore is left out, and no file is no event. */
export async function* readTranscript(file: string): AsyncGenerator<TrialEvent> {
  for await (const line of readLines(file)) {
    const event = parseLine(line);
    if (event !== null) yield event;
  }
}

function parseLine(line: string): TrialEvent | null {
  try {
    return JSON.parse(line) as TrialEvent;
  } catch {
    return null;
  }
}
