import { access, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { OFFERED_PACKAGES, type SpecFolder } from "./files.ts";

const IMPORTS = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(?:"([^"\n]+)"|'([^'\n]+)'|`([^`$\n]+)`)/g;
const ENDINGS = ["", ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".json", "/index.js", "/index.ts"];

/**
 * Why a spec is not run: it imports, itself or through what it imports, something that is neither the task's nor the checker's. Whatever
 * imports the agent's code could be forged by it. Null where there is no such thing.
 */
export async function findForeignImport(
  spec: string,
  folder: SpecFolder,
  modules: readonly string[],
): Promise<string | null> {
  const known = [...OFFERED_PACKAGES, ...modules];
  const queue = [join(folder.files, spec)];
  const seen = new Set(queue);
  for (const file of queue) {
    for (const name of await readImports(file)) {
      if (!name.startsWith(".") && !name.startsWith("/")) {
        if (isBuiltin(name) || known.some((own) => name === own || name.startsWith(`${own}/`))) continue;
        return `it imports ${name}, which the checker does not have`;
      }
      const target = name.startsWith("/") ? null : await resolveFile(join(dirname(file), name));
      if (target === null || relative(folder.files, target).startsWith("..")) {
        return `it imports ${name}, which is none of the task's files`;
      }
      if (!seen.has(target)) queue.push(target);
      seen.add(target);
    }
  }
  return null;
}

export async function readImports(file: string): Promise<string[]> {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
  const source = withoutComments(await readFile(file, "utf8"));
  return [...source.matchAll(IMPORTS)].map(([, double, single, template]) => double ?? single ?? template!);
}

/** Good enough to read import lines by; texts that look like comments lose their ends. */
export function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

export async function resolveFile(path: string): Promise<string | null> {
  for (const ending of ENDINGS) {
    const candidate = `${path}${ending}`;
    const isFile =
      /\.\w+$/.test(candidate) &&
      (await access(candidate).then(
        () => true,
        () => false,
      ));
    if (isFile) return candidate;
  }
  return null;
}
