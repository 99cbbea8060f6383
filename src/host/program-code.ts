import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxFile } from "../core/sandbox.ts";

/** The file that a sandbox's program is started by; its argument names the folder that modules are resolved from. */
export const BOOT_FILE = "boot.mjs";

/**
 * Parts of buildoff's own code as this process runs it (compiled, or TypeScript that Node strips) and the program that
 * starts it in a sandbox. Bare imports are resolved from the folder that its first argument names.
 * @param folders below `src`
 * @param main the program's module without its extension, such as `checks/checker/main`
 */
export async function loadProgram(folders: readonly string[], main: string): Promise<SandboxFile[]> {
  const boot = BOOT_SOURCE.replace("MAIN", `./${main}${extname(import.meta.url)}`);
  return [
    ...(await readCode(folders)),
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

/** Modules of buildoff as this process runs them, by path below `src`. */
export async function readCode(folders: readonly string[]): Promise<SandboxFile[]> {
  const source = dirname(dirname(fileURLToPath(import.meta.url)));
  const extension = extname(import.meta.url);
  const read = await Promise.all(folders.map((folder) => readModules(join(source, folder), extension)));
  return read
    .flat()
    .map(([path, content]) => ({ path: relative(source, path).split(sep).join("/"), content }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function readModules(folder: string, extension: string): Promise<[string, Uint8Array][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => [path, await readFile(path)] as [string, Uint8Array]));
}
