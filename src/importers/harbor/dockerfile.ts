import { posix } from "node:path";

/** The folder that is graded. */
export const APP = "/app";
const STAGE = "buildoff-task";

/** Files of the build context that an image gets, by the paths that they have there. */
export interface ImageCopy {
  readonly sources: readonly string[];
  /** Absolute. A folder where it ends with `/`, or where there are several sources. */
  readonly target: string;
}

/** What a Dockerfile says of the image that it makes: of its last stage, where it has several. */
export interface DockerfileFacts {
  readonly images: readonly string[];
  readonly workdir: string;
  /** Copies from the build context to /app. */
  readonly copies: readonly ImageCopy[];
  /** Instructions that put into /app what is not in the build context, or may. */
  readonly opaque: readonly string[];
  /** The same, with a name for the last stage. */
  readonly text: string;
  readonly stage: string;
}

interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

export function readDockerfile(text: string): DockerfileFacts {
  const images: string[] = [];
  const copies: ImageCopy[] = [];
  const opaque: string[] = [];
  let workdir = "/";
  for (const instruction of toInstructions(text)) {
    const { keyword, rest } = instruction;
    if (keyword === "FROM") {
      images.push(withoutFlags(rest).split(/\s+/)[0]!);
      workdir = "/";
      copies.length = 0;
      opaque.length = 0;
    } else if (keyword === "WORKDIR") {
      workdir = posix.resolve(workdir, unquote(rest));
    } else if (keyword === "COPY" || keyword === "ADD") {
      const copy = readCopy(rest, workdir);
      if (copy !== null && !isInApp(copy.target)) continue;
      if (copy !== null && isPlain(instruction, copy)) copies.push(copy);
      else opaque.push(describe(instruction));
    } else if (keyword === "RUN" && /(^|[\s"'=>])\/app(\/|[\s"';]|$)/.test(rest)) {
      opaque.push(describe(instruction));
    }
  }
  return { images, workdir, copies, opaque, ...nameLastStage(text) };
}

/** Instructions with their continued lines joined, and without comments. */
function toInstructions(text: string): Instruction[] {
  const lines = text
    .replaceAll(/^[ \t]*#.*$/gm, "")
    .replaceAll(/\\[ \t]*\r?\n(?:[ \t]*\r?\n)*/g, " ")
    .split(/\r?\n/);
  return lines.flatMap((line) => {
    const found = /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line);
    return found === null ? [] : [{ keyword: found[1]!.toUpperCase(), rest: found[2]! }];
  });
}

const withoutFlags = (rest: string): string => rest.replace(/^(?:--\S+\s+)+/, "");
const unquote = (word: string): string => word.replaceAll(/^["']|["']$/g, "");
const describe = ({ keyword, rest }: Instruction): string => `${keyword} ${rest}`.slice(0, 60);
const isInApp = (path: string): boolean => path === APP || path.startsWith(`${APP}/`);

/** Null where its words cannot be told. */
function readCopy(rest: string, workdir: string): ImageCopy | null {
  const words = readWords(withoutFlags(rest));
  const target = words?.at(-1);
  if (words === null || target === undefined || words.length < 2) return null;
  const isFolder = target.endsWith("/") || target === "." || words.length > 2;
  return {
    sources: words.slice(0, -1),
    target: `${posix.resolve(workdir, target)}${isFolder ? "/" : ""}`,
  };
}

function readWords(text: string): string[] | null {
  if (!text.startsWith("[")) return text.split(/\s+/).map(unquote);
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    return null;
  }
}

/** Whether all that an instruction copies is read from the build context under its own name. */
function isPlain({ keyword, rest }: Instruction, { sources, target }: ImageCopy): boolean {
  if (/--from=/.test(rest) || target.includes("$")) return false;
  if (sources.some((source) => /[*?[$]|^<</.test(source))) return false;
  return (
    keyword === "COPY" || !sources.some((source) => /:\/\/|\.(?:tar|tgz|gz|bz2|xz|zst)$|^git@/.test(source))
  );
}

function nameLastStage(text: string): { readonly text: string; readonly stage: string } {
  const last = [
    ...text.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*\S+(?:[ \t]+AS[ \t]+(\S+))?[ \t]*$/gim),
  ].at(-1);
  if (last === undefined) return { text, stage: STAGE };
  if (last[1] !== undefined) return { text, stage: last[1] };
  const end = last.index + last[0].length;
  return { text: `${text.slice(0, end).trimEnd()} AS ${STAGE}${text.slice(end)}`, stage: STAGE };
}
