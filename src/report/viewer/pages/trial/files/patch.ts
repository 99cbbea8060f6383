import { structuredPatch, type StructuredPatchHunk } from "diff";
import type { ChangeData, HunkData } from "react-diff-view";
import { showHidden } from "../../../parts/format.ts";

/** Lines of both files together: comparing more would stop the page. */
export const MOST_LINES = 20_000;
const MOST_MS = 1_500;
const CONTEXT_LINES = 3;
const NO_NEWLINE = " ⟨no line break at the end⟩";

export type Patch =
  | { readonly state: "compared"; readonly hunks: readonly HunkData[]; readonly changes: number }
  | { readonly state: "too-large"; readonly lines: number };

/** What changed between two texts. Null texts are files that are not there. @param isPaired changed lines stand beside each other */
export function toPatch(before: string | null, after: string | null, isPaired: boolean): Patch {
  const [old, now] = [before ?? "", after ?? ""];
  const lines = countLines(old) + countLines(now);
  if (lines > MOST_LINES) return { state: "too-large", lines };
  const options = { context: CONTEXT_LINES, timeout: MOST_MS };
  const patch = structuredPatch("a", "b", old, now, undefined, undefined, options);
  if (patch === undefined) return { state: "too-large", lines };
  const hunks = patch.hunks.map((hunk) => toHunk(hunk, isPaired));
  return { state: "compared", hunks, changes: hunks.reduce((sum, { changes }) => sum + changes.length, 0) };
}

export function countLines(text: string): number {
  let count = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let place = text.indexOf("\n"); place !== -1; place = text.indexOf("\n", place + 1)) count += 1;
  return count;
}

function toHunk(
  { oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk,
  isPaired: boolean,
): HunkData {
  const changes = toChanges(lines, oldStart, newStart);
  const content = `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
  return {
    content,
    oldStart,
    oldLines,
    newStart,
    newLines,
    changes: isPaired ? pairChanges(changes) : changes,
  };
}

function toChanges(lines: readonly string[], oldStart: number, newStart: number): ChangeData[] {
  let [oldLine, newLine] = [oldStart, newStart];
  const changes: ChangeData[] = [];
  for (const line of lines) {
    const content = showHidden(line.slice(1));
    if (line.startsWith("\\")) {
      const last = changes.at(-1);
      if (last !== undefined) last.content += NO_NEWLINE;
    } else if (line.startsWith("+")) {
      changes.push({ type: "insert", isInsert: true, content, lineNumber: newLine });
      newLine += 1;
    } else if (line.startsWith("-")) {
      changes.push({ type: "delete", isDelete: true, content, lineNumber: oldLine });
      oldLine += 1;
    } else {
      changes.push({
        type: "normal",
        isNormal: true,
        content,
        oldLineNumber: oldLine,
        newLineNumber: newLine,
      });
      oldLine += 1;
      newLine += 1;
    }
  }
  return changes;
}

/** Lines that were taken out and put in at one place, by turns: so a split view sets them side by side. */
function pairChanges(changes: readonly ChangeData[]): ChangeData[] {
  const paired: ChangeData[] = [];
  let removed: ChangeData[] = [];
  let added: ChangeData[] = [];
  const flush = (): void => {
    for (let place = 0; place < Math.max(removed.length, added.length); place += 1) {
      paired.push(...removed.slice(place, place + 1), ...added.slice(place, place + 1));
    }
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.type === "delete") removed.push(change);
    else if (change.type === "insert") added.push(change);
    else {
      flush();
      paired.push(change);
    }
  }
  flush();
  return paired;
}

/** The first hunks with no more changes than these. */
export function cutHunks(hunks: readonly HunkData[], most: number): HunkData[] {
  const kept: HunkData[] = [];
  let left = most;
  for (const hunk of hunks) {
    if (left <= 0) break;
    kept.push(hunk.changes.length <= left ? hunk : { ...hunk, changes: hunk.changes.slice(0, left) });
    left -= hunk.changes.length;
  }
  return kept;
}
