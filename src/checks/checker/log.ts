import { shorten } from "../matching/words.ts";
import { MAX_LOG_LINES } from "./messages.ts";

const LONGEST_LINE = 500;

/** The last word on a page's output: lines are cut, their number is capped, control characters are taken out. */
export interface LineLog {
  add(line: string): void;
  lines(): string[];
}

export function createLineLog(): LineLog {
  const kept: string[] = [];
  let dropped = 0;
  return {
    add: (line) => {
      if (kept.length < MAX_LOG_LINES)
        kept.push(shorten(toPlain(line.slice(0, 4 * LONGEST_LINE)), LONGEST_LINE));
      else dropped += 1;
    },
    lines: () => (dropped === 0 ? [...kept] : [...kept, "… more lines were dropped"]),
  };
}

function toPlain(line: string): string {
  return line.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "�").toWellFormed();
}
