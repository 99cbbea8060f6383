import type { SandboxFile } from "../../core/sandbox.ts";
import type { Sha256 } from "../../core/hash.ts";
import type { WorkspaceFile, WorkspaceFiles } from "../model/trial-detail.ts";

const MAX_FILES = 3_000;
/** Of one file, and of all files together, that are shown as text. */
const MAX_TEXT_BYTES = 300_000;
const MAX_ALL_BYTES = 4_000_000;
const HASH_CHARACTERS = 12;

/** What a page shows of a workspace. Large files and what is no text are listed, and not shown. */
export function toWorkspaceFiles(
  files: readonly SandboxFile[],
  sha256: (data: Uint8Array) => ReturnType<Sha256>,
): WorkspaceFiles {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  let left = MAX_ALL_BYTES;
  const shown = sorted.slice(0, MAX_FILES).map((file): WorkspaceFile => {
    const sizeBytes = file.content.length;
    const text = sizeBytes <= Math.min(MAX_TEXT_BYTES, left) ? toText(file.content) : null;
    if (text !== null) left -= sizeBytes;
    return {
      path: file.path,
      sizeBytes,
      isExecutable: file.executable === true,
      hash: sha256(file.content).slice(0, HASH_CHARACTERS),
      text,
    };
  });
  return { files: shown, leftOut: sorted.length - shown.length };
}

function toText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
