import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { isMap, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { Position } from "../core/errors.ts";
import { unreadableFile } from "../core/user-errors.ts";

/** One thing that is wrong in a file, and where. */
export interface Problem {
  readonly position: Position;
  /** Dotted path of the member, such as `checks[2].steps[0].click`; empty at the root. */
  readonly path: string;
  readonly message: string;
}

export type YamlPath = readonly (string | number)[];

/** A YAML file with the positions of its members. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** What makes it no YAML; `value` is undefined then. */
  readonly problems: readonly Problem[];
  /** Position of a member's value, or of the nearest ancestor that exists. */
  readonly locate: (path: YamlPath) => Position;
  /** Position of the key itself. */
  readonly locateKey: (path: YamlPath, key: string) => Position;
}

/** @throws UserError `unreadable-file` */
export async function loadYamlFile(file: string): Promise<YamlFile> {
  try {
    return parseYamlFile(toDisplayPath(file), await readFile(file, "utf8"));
  } catch (cause) {
    throw unreadableFile(file, cause);
  }
}

/** As short as it can be said from here: a path that the user can click on or paste. */
export function toDisplayPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}

export function parseYamlFile(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems = document.errors.map((error) => ({
    position: at(error.pos[0]),
    path: "",
    message: error.message,
  }));
  return {
    file,
    text,
    value: problems.length > 0 ? undefined : document.toJS(),
    problems,
    locate: (path) => at(offsetOf(document, path)),
    locateKey: (path, key) => at(keyOffsetOf(document, path, key) ?? offsetOf(document, path)),
  };
}

function offsetOf(document: Document.Parsed, path: YamlPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (node !== null && typeof node === "object" && "range" in node && Array.isArray(node.range)) {
      return (node.range as number[])[0] ?? 0;
    }
  }
  return 0;
}

function keyOffsetOf(document: Document.Parsed, path: YamlPath, key: string): number | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
}
