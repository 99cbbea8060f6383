import type { SandboxFile } from "../../core/sandbox.ts";
import type { Scrub } from "../scrub.ts";

/** Files without names of who made them, in their texts and in their paths. What is no text stays as it is. */
export function scrubFiles(files: readonly SandboxFile[], scrub: Scrub): SandboxFile[] {
  return files.map((file) => {
    const text = toText(file.content);
    const content = text === null ? file.content : new TextEncoder().encode(scrub(text));
    return { ...file, path: scrub(file.path), content };
  });
}

/** Null where the bytes are no text. */
export function toText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
