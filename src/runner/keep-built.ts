import { posix } from "node:path";
import type { Sandbox } from "../core/sandbox.ts";
import { isServedAsFiles, resolveApp } from "../core/stack.ts";
import type { GradeContext, GradeRequest } from "./grade.ts";

/** Of all files together, uncompressed. A report hands them to a browser. */
const MAX_BUILT_BYTES = 30_000_000;
const MAX_READ_MS = 30_000;

/**
 * Takes what a build made out of the sandbox that was graded, where an app is nothing but files: they can then be served
 * without a sandbox. The app's code could shape them, so they are validated as a workspace is. Stops everything in the sandbox.
 * @returns the compressed archive, its names below the app's root; null where there is nothing to keep. Never throws: what
 * goes wrong is told as a warning, and no verdict depends on it.
 */
export async function keepBuilt(
  { task, loaded, keepsBuilt, limits, emit }: GradeRequest,
  sandbox: Sandbox,
  { archive }: Pick<GradeContext, "archive">,
): Promise<Uint8Array | null> {
  const { build, root } = resolveApp(task.app, loaded.stack);
  if (!keepsBuilt || build === null || !isServedAsFiles(task.app, loaded.stack)) return null;
  try {
    const { tar, files } = await archive.sanitizeFolder(await sandbox.freeze(), toFolder(root), {
      files: limits.files,
      archiveSizeBytes: MAX_BUILT_BYTES,
      timeMs: MAX_READ_MS,
    });
    if (files === 0) throw new Error(`there are none below ${root}`);
    return archive.compress(tar);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    emit({ type: "warning", message: `the built files are not kept: ${why}` });
    return null;
  }
}

/** Of a root such as `./dist`: `dist/`. One that is not below the workspace is the name of no entry. */
function toFolder(root: string): string {
  const folder = posix.join(root, "/");
  return folder === "./" ? "" : folder;
}
