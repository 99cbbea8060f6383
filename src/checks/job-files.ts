import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, matchesGlob, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckSpec } from "../core/check.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import { checkKinds } from "./registry.ts";

/** The program that the checker's container runs, below the job's folder. */
export const BOOT_FILE = "boot.mjs";
export const TASK_FOLDER = "task";
export const WORKSPACE_FOLDER = "workspace";

/** Folders of this program whose code runs in the checker. */
const CODE_FOLDERS = ["checks", "core"];

/**
 * The checker's own code as this process runs it (compiled, or TypeScript that Node strips) and the program that starts it. Bare imports
 * are resolved from the browser's modules, wherever the job's folder lies; its first argument names them.
 */
export async function loadCheckerCode(): Promise<SandboxFile[]> {
  const source = dirname(dirname(fileURLToPath(import.meta.url)));
  const extension = extname(import.meta.url);
  const folders = await Promise.all(CODE_FOLDERS.map((folder) => readCode(join(source, folder), extension)));
  const code = folders.flat().map(([path, content]) => ({
    path: relative(source, path).split(sep).join("/"),
    content,
  }));
  const boot = BOOT_SOURCE.replace("MAIN", `./checks/checker/main${extension}`);
  return [
    ...code.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    { path: BOOT_FILE, content: Buffer.from(boot) },
    { path: "package.json", content: Buffer.from('{"type":"module"}\n') },
  ];
}

const BOOT_SOURCE = `import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
const parentURL = pathToFileURL(process.argv[2] + "/parent.js").href;
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, /^[@a-z][^:]*$/.test(specifier) ? { ...context, parentURL } : context),
});
await import("MAIN");
`;

async function readCode(folder: string, extension: string): Promise<[string, Uint8Array][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => [path, await readFile(path)] as [string, Uint8Array]));
}

/** The task's files that the checks need, and no others. */
export async function loadTaskFiles(
  checks: readonly CheckSpec[],
  taskFolder: string,
): Promise<SandboxFile[]> {
  const patterns = checks.flatMap(({ kind, spec }) => {
    return checkKinds.find(({ key }) => key === kind)?.files(spec) ?? [];
  });
  if (patterns.length === 0) return [];
  const files = (await listFiles(taskFolder)).filter((file) =>
    patterns.some((pattern) => file === pattern || matchesGlob(file, pattern)),
  );
  return below(TASK_FOLDER, await readFiles(taskFolder, files));
}

/** Files moved into a folder. */
export function below(folder: string, files: readonly SandboxFile[]): SandboxFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}
