import { posix } from "node:path";

/** A file that a model wrote into its answer. */
export interface AnswerFile {
  readonly path: string;
  readonly content: string;
}

export interface AnswerFiles {
  readonly files: readonly AnswerFile[];
  /** The answer ends in the middle of a block: it was cut off. */
  readonly isCutOff: boolean;
}

const MAX_FILES = 200;

/** A path with an extension (or a well-known name), without spaces: what models write for a file. */
const PATH = String.raw`(?:[\w.@-]+\/)*[\w.@-]+\.[A-Za-z0-9]{1,8}|(?:[\w.@-]+\/)*(?:Dockerfile|Makefile|LICENSE)`;
const FENCE = /^(\s*)(`{3,}|~{3,})\s*(.*)$/;

/** Names for a block that names no file, where only one such file makes sense. */
const DEFAULT_NAMES: Readonly<Record<string, string>> = {
  html: "index.html",
  css: "style.css",
  javascript: "script.js",
  js: "script.js",
};

/**
 * Takes files out of an answer's fenced blocks. The name stands after the language (`html index.html`, `html path=…`,
 * `html:index.html`), in the line before (`**index.html**`, `### File: index.html`), or in a comment on the first line; a lone
 * html block is index.html. Paths that leave the workspace are left out. Of two blocks with one name the later counts.
 */
export function readAnswerFiles(answer: string): AnswerFiles {
  const files = new Map<string, string>();
  const unnamed = new Map<string, string>();
  const { blocks, isCutOff } = findBlocks(answer);
  for (const { info, before, lines } of blocks) {
    const named = nameInInfo(info) ?? nameInLine(before) ?? nameInComment(lines[0] ?? "");
    const language = /^[A-Za-z]+/.exec(info)?.[0].toLowerCase() ?? "";
    const content = `${lines.join("\n")}\n`;
    const path = named === null ? null : toSafePath(named);
    if (path !== null && files.size < MAX_FILES) files.set(path, content);
    else if (named === null && DEFAULT_NAMES[language] !== undefined)
      unnamed.set(DEFAULT_NAMES[language], content);
  }
  for (const [path, content] of unnamed) if (!files.has(path)) files.set(path, content);
  return { files: [...files].map(([path, content]) => ({ path, content })), isCutOff };
}

interface Block {
  readonly info: string;
  /** The last line with text above the block. */
  readonly before: string;
  readonly lines: readonly string[];
}

function findBlocks(answer: string): { blocks: readonly Block[]; isCutOff: boolean } {
  const blocks: Block[] = [];
  let open: { info: string; before: string; lines: string[]; fence: string } | null = null;
  let before = "";
  for (const line of answer.split(/\r?\n/)) {
    const [, , fence = "", info = ""] = FENCE.exec(line) ?? [];
    if (open === null) {
      if (fence !== "") open = { info: info.trim(), before, lines: [], fence };
      else if (line.trim() !== "") before = line;
    } else if (fence.startsWith(open.fence) && info.trim() === "") {
      blocks.push(open);
      open = null;
      before = "";
    } else open.lines.push(line);
  }
  return { blocks, isCutOff: open !== null };
}

function nameInInfo(info: string): string | null {
  const given = new RegExp(
    String.raw`(?:path|file|filename|name|title)\s*[=:]\s*["']?(${PATH})["']?`,
    "i",
  ).exec(info);
  const plain = new RegExp(String.raw`^(?:[\w+-]+[\s:]+)?["'{(]?(${PATH})["'})]?$`).exec(info);
  return given?.[1] ?? plain?.[1] ?? null;
}

/** A line that is about one file: bold, a heading, code, or `File:`; a sentence that mentions one is not. */
function nameInLine(line: string): string | null {
  const bare = line.replaceAll(/^[\s#>*\-\d.)]+|[\s*:]+$/g, "");
  return (
    new RegExp(String.raw`^(?:file(?:name)?\s*:?\s*)?[\`*"']*(${PATH})[\`*"']*$`, "i").exec(bare)?.[1] ?? null
  );
}

function nameInComment(line: string): string | null {
  return (
    new RegExp(
      String.raw`^\s*(?:\/\/|#|<!--|\/\*)\s*(?:file(?:name)?\s*:\s*)?(${PATH})\s*(?:-->|\*\/)?\s*$`,
      "i",
    ).exec(line)?.[1] ?? null
  );
}

function toSafePath(path: string): string | null {
  const normal = posix.normalize(path);
  return normal.startsWith("..") || posix.isAbsolute(normal) || normal.split("/").includes("node_modules")
    ? null
    : normal;
}
