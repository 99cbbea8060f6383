import { posix } from "node:path";
import { canonicalJson, type Sha256 } from "../core/hash.ts";
import { resolveLimits } from "../core/limits.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { resolveApp } from "../core/stack.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Exhibit } from "./exhibits.ts";

export interface FingerprintInput {
  readonly loaded: LoadedTask;
  readonly exhibit: Exhibit;
  /** Files of the task's folder that its checks read, by check. */
  readonly checkFiles: ReadonlyMap<string, readonly SandboxFile[]>;
  /** The source of its services. */
  readonly services: readonly SandboxFile[];
  /** What grades: the checker's code, and the images. */
  readonly grader: string;
}

/**
 * sha256 over all that the grade of an exhibit follows from, and nothing else: a word that is changed in a prompt, or another check,
 * leaves it as it is.
 */
export function fingerprint(
  { loaded, exhibit, checkFiles, services, grader }: FingerprintInput,
  sha256: Sha256,
): string {
  const { task, kind, turn, seed, repeat, asks, calls, files } = exhibit;
  const hashAll = (all: readonly SandboxFile[]): unknown[] =>
    all.map(({ path, content, executable }) => [posix.normalize(path), executable === true, sha256(content)]);
  return sha256(
    canonicalJson({
      grader,
      app: resolveApp(task.app, loaded.stack),
      locale: task.locale,
      limits: resolveLimits(task.limits),
      checks: task.checks
        .filter(({ id }) => asks.includes(id))
        .map((check) => [check, hashAll(checkFiles.get(check.id) ?? [])]),
      services: [task.services, hashAll(services), calls],
      isCheat: kind === "cheat",
      at: [turn, seed, repeat],
      files: hashAll(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))),
    }),
  );
}
