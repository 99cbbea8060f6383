import { WorkspaceRejectedError, type WorkspaceRejection } from "../../core/errors.ts";

/** Past this a path serves no app; engines and file systems differ in what they do with it. */
const MAX_PATH_BYTES = 1024;
/** What every common file system takes for one name. */
const MAX_SEGMENT_BYTES = 255;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\]/gu;

/**
 * Checks the name of an archive entry and resolves it to a path relative to the workspace: segments joined by `/`,
 * no `.`, no empty segment; the empty string is the workspace itself.
 * @throws WorkspaceRejectedError where the name leaves the workspace or would be dangerous as a file name.
 */
export function resolveEntryPath(name: string, prefix: string): string {
  const reject = (reason: WorkspaceRejection, why: string): never => {
    throw new WorkspaceRejectedError(reason, escapeName(name), `the file name ${escapeName(name)} ${why}`);
  };
  if (CONTROL.test(name)) reject("bad-name", "has a control character in it");
  if (name.includes("\\")) reject("bad-name", "has a backslash in it");
  if (name.includes("\ufffd")) reject("bad-name", "is not valid UTF-8");
  if (name.startsWith("/")) reject("absolute-path", "is absolute");
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) reject("parent-path", "leads out of its folder");
  const root = prefix.split("/").filter((segment) => segment !== "");
  if (root.some((segment, index) => segments[index] !== segment)) {
    reject("malformed", `is not below ${prefix}`);
  }
  return segments.slice(root.length).join("/");
}

/** @throws WorkspaceRejectedError where a path, or a name in it, is longer than file systems take. */
export function rejectLongName(path: string): void {
  const isLong = (text: string, maxBytes: number): boolean => Buffer.byteLength(text) > maxBytes;
  const limit = isLong(path, MAX_PATH_BYTES)
    ? MAX_PATH_BYTES
    : path.split("/").some((segment) => isLong(segment, MAX_SEGMENT_BYTES)) && MAX_SEGMENT_BYTES;
  if (limit === false) return;
  const name = escapeName(path);
  throw new WorkspaceRejectedError("bad-name", name, `the file name ${name} is longer than ${limit} bytes`);
}

/** What is odd about a name but harmless as data. */
export function describeOddName(path: string): readonly string[] {
  return [
    ...(BIDI_CONTROL.test(path) ? ["bidi-name"] : []),
    ...(path.split("/").some((segment) => segment.startsWith("-")) ? ["dash-name"] : []),
  ];
}

/** Two paths with equal keys are one file on a file system that folds case or normalises Unicode. */
export const foldPath = (path: string): string => path.normalize("NFC").toLowerCase();

/** A name that can be printed anywhere: what is invisible or moves the cursor becomes `\u{…}`, the middle of a long one is left out. */
export function escapeName(name: string): string {
  const printable = name.replaceAll(
    UNPRINTABLE,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  if (printable.length <= 200) return printable;
  return `${printable.slice(0, 120)}…${printable.slice(-60)}`;
}
