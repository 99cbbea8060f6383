import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { OFFERED_PACKAGES } from "../../checks/playwright/files.ts";
import { readImports, resolveFile, withoutComments } from "../../checks/playwright/imports.ts";

/** What a spec needs in order to run, and what stands in its way. */
export interface SpecFacts {
  /** The spec and every file that it imports by a relative path; relative to the checkout, with `/`. */
  readonly files: readonly string[];
  /** Packages that the checker does not have, sorted. */
  readonly packages: readonly string[];
  /** How many tests its source holds, as far as reading tells. */
  readonly tests: number;
  /** Why it cannot be run whatever is installed, or null. */
  readonly problem: string | null;
}

/** Who runs programs or other code beside the verdict could let the app write it. */
const RUNNERS = new Set(["child_process", "worker_threads", "vm", "cluster", "execa"]);
const RUNS_CODE = /\b(?:import|require)\s*\(\s*((?:[^"'\s`]|`[^`\n]*\$\{)[^\n]*)/g;
const TEST = /^\s*test(?:\.(?:only|skip|fixme|fail))?\s*\(/gm;

/**
 * Reads a spec and what it imports, without running it.
 * @param checkout absolute folder of the whole checkout; nothing outside of it is read
 * @param path of the spec, relative to it
 * @param hidden folders (relative to the checkout) that hold the code under test
 */
export async function readSpec(
  checkout: string,
  path: string,
  hidden: readonly string[],
): Promise<SpecFacts> {
  const files = [path];
  const packages = new Set<string>();
  const problems: Problem[] = [];
  for (const file of files) {
    const absolute = join(checkout, file);
    const found = findRunCode(file, withoutComments(await readFile(absolute, "utf8")));
    if (found !== null) problems.push(found);
    for (const name of await readImports(absolute)) {
      if (!name.startsWith(".") && !name.startsWith("/")) {
        const runs = RUNNERS.has(name.replace(/^node:/, ""));
        if (runs) problems.push({ rank: 0, text: `${shortName(file)} runs programs (it imports ${name})` });
        const owner = packageOf(name);
        if (!isBuiltin(name) && !OFFERED_PACKAGES.includes(owner)) packages.add(owner);
        continue;
      }
      const target = name.startsWith("/") ? null : await resolveFile(join(dirname(absolute), name));
      const own = target === null ? null : relative(checkout, target).split(sep).join("/");
      if (own === null || own.startsWith("../")) {
        problems.push({ rank: 2, text: `${shortName(file)} imports ${name}, which is not in the checkout` });
      } else if (hidden.some((folder) => own.startsWith(`${folder}/`))) {
        problems.push({ rank: 1, text: `${shortName(file)} imports the code that it tests (${name})` });
      } else if (!files.includes(own)) files.push(own);
    }
  }
  const source = await readFile(join(checkout, path), "utf8");
  return {
    files,
    packages: [...packages].toSorted(),
    tests: withoutComments(source).match(TEST)?.length ?? 0,
    problem: problems.toSorted((a, b) => a.rank - b.rank)[0]?.text ?? null,
  };
}

/** The least rank says most. */
interface Problem {
  readonly rank: number;
  readonly text: string;
}

/** Import of something that only the run knows: the app's own code, unless it is JSON, which runs nothing. */
function findRunCode(file: string, source: string): Problem | null {
  for (const [text, argument] of source.matchAll(RUNS_CODE)) {
    if (/\.json["'`]\s*\)*;?\s*$/.test(argument!) && text.startsWith("require")) continue;
    return { rank: 1, text: `${shortName(file)} imports the code that it tests (${text.trim()})` };
  }
  return null;
}

const packageOf = (name: string): string =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

const shortName = (file: string): string => file.replace(/^projects\/[^/]+\//, "");
