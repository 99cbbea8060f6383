import { posix } from "node:path";
import { findBlocks } from "./blocks.ts";
import { nameInComment, nameInInfo, nameInLine } from "./file-names.ts";

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

/** Names for a block that names no file, where only one such file makes sense. */
const DEFAULT_NAMES: Readonly<Record<string, string>> = {
  html: "index.html",
  css: "style.css",
  javascript: "script.js",
  js: "script.js",
};

/**
 * Takes files out of an answer's fenced blocks. The name stands after the language (`html index.html`, `html path=…`,
 * `html:index.html`), in the line before (`**index.html**`, `### File: index.html (new)`), or in a comment on the first line; a lone
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

function toSafePath(path: string): string | null {
  const normal = posix.normalize(path);
  return normal.startsWith("..") || posix.isAbsolute(normal) || normal.split("/").includes("node_modules")
    ? null
    : normal;
}
