import { nameInInfo, nameInLine } from "./file-names.ts";

/** A fenced block of an answer. */
interface Block {
  readonly info: string;
  /** The last line with text above the block. */
  readonly before: string;
  readonly lines: readonly string[];
}

interface Fence {
  readonly marks: string;
  readonly info: string;
}

/** An answer's lines, and which of them are fences. */
interface Page {
  readonly lines: readonly string[];
  readonly fences: readonly (Fence | null)[];
}

const FENCE = /^\s*(`{3,}|~{3,})\s*([^`]*)$/;
const MARKDOWN = /^(?:md|markdown|mdx)\b|\.(?:md|markdown|mdx)$/i;
/** Blocks within a block are looked for no further than this. */
const MAX_NESTED_LINES = 1_000;

/** The blocks of an answer; one that never ends is left out, and the answer was cut off. */
export function findBlocks(answer: string): { blocks: readonly Block[]; isCutOff: boolean } {
  const lines = answer.split(/\r?\n/);
  const page = { lines, fences: lines.map(readFence) };
  const blocks: Block[] = [];
  let before = "";
  for (let at = 0; at < lines.length; at += 1) {
    const fence = page.fences[at];
    if (fence == null) {
      before = lines[at]!.trim() === "" ? before : lines[at]!;
      continue;
    }
    const end = findEnd(page, at, before);
    if (end === null) return { blocks, isCutOff: true };
    const content = lines.slice(at + 1, end.line);
    const title = end.isNextBlock ? content.findLastIndex((line) => line.trim() !== "") : -1;
    const next = content[title] ?? "";
    const isTitle = end.isNextBlock && nameInLine(next) !== null;
    blocks.push({ info: fence.info, before, lines: isTitle ? content.slice(0, title) : content });
    before = next;
    at = end.isNextBlock ? end.line - 1 : end.line;
  }
  return { blocks, isCutOff: false };
}

interface End {
  readonly line: number;
  /** The line begins another block: the one before was never closed. */
  readonly isNextBlock: boolean;
}

/**
 * Where a block ends. A fence with words after it, inside of a block, begins a block within it, as in a README with
 * commands, if there are as many closing fences; else the block was not closed, where the fence begins a file of its own.
 */
function findEnd(page: Page, at: number, before: string): End | null {
  const open = page.fences[at]!;
  const name = nameInInfo(open.info) ?? nameInLine(before);
  const isMarkdown = MARKDOWN.test(open.info) || MARKDOWN.test(name ?? "");
  // Its closing fence was taken for a beginning.
  const isStray = open.info === "" && name === null;
  let text = "";
  let isFirst = true;
  for (let line = at + 1; line < page.lines.length; line += 1) {
    const fence = page.fences[line];
    if (fence == null) {
      text = page.lines[line]!.trim() === "" ? text : page.lines[line]!;
      continue;
    }
    if (!fence.marks.startsWith(open.marks)) continue;
    if (fence.info === "") return { line, isNextBlock: false };
    const isFile = nameInInfo(fence.info) !== null || nameInLine(text) !== null;
    const isOver = isStray || isFile;
    const nested = isFirst && (isMarkdown || !isOver) ? findNestedEnd(page, at) : null;
    if (nested !== null) return { line: nested, isNextBlock: false };
    if (isOver) return { line, isNextBlock: true };
    isFirst = false;
  }
  return null;
}

/** Where a block ends whose inner blocks are all closed; null where they are not. */
function findNestedEnd({ fences }: Page, at: number): number | null {
  const { marks } = fences[at]!;
  const last = Math.min(fences.length, at + MAX_NESTED_LINES);
  let depth = 1;
  for (let line = at + 1; line < last; line += 1) {
    const fence = fences[line];
    if (fence == null || !fence.marks.startsWith(marks)) continue;
    depth += fence.info === "" ? -1 : 1;
    if (depth === 0) return line;
  }
  return null;
}

function readFence(line: string): Fence | null {
  const [, marks, info = ""] = FENCE.exec(line) ?? [];
  return marks === undefined ? null : { marks, info: info.trim() };
}
