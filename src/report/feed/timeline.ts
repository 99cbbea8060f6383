import type { TrialEvent } from "../../core/event.ts";
import type { EntryBody, TranscriptIndex } from "../model/transcript.ts";
import { addEvent } from "./timeline/add-event.ts";
import { createEntryWriter } from "./timeline/writer.ts";

export interface Timeline {
  readonly add: (event: TrialEvent) => void;
  /** What was asked and never answered is kept as it is. */
  readonly end: () => void;
  readonly result: () => Pick<TranscriptIndex, "startedAt" | "entries">;
}

export interface TimelineOptions {
  /** Takes an entry's body, by the entry's number; tells which piece it is in. */
  readonly keep: (n: number, body: EntryBody) => number;
}

/** More than a page can list, and than any trial has. */
const MAX_ENTRIES = 100_000;

/** Turns events into entries: a call and its answer are one. */
export function createTimeline({ keep }: TimelineOptions): Timeline {
  const writer = createEntryWriter(keep);
  let leftOut = 0;
  return {
    add: ({ at, event }) => {
      if (writer.count() >= MAX_ENTRIES) {
        leftOut += 1;
        return;
      }
      writer.moveTo(at);
      addEvent(writer, event);
    },
    end: () => {
      writer.end();
      if (leftOut > 0) writer.say("trouble", `${leftOut} later events are left out here`);
    },
    result: writer.result,
  };
}
