import { posix } from "node:path";
import { canonicalJson } from "../../core/hash.ts";
import type { SandboxEnvironment } from "../../core/sandbox.ts";
import { SERVICE_STACK } from "../../core/stack.ts";
import type { Task } from "../../core/task.ts";
import { readCode } from "../../host/program-code.ts";
import { sha256 } from "../../loader/digest.ts";

/** Modules that grading begins with: the checker's program, and what the host does around it. */
const ROOTS = [
  "checks/checker/main",
  "checks/run-checks",
  "checks/run-beside",
  "runner/grade-suspiciously",
  "admission/service-states",
  "sandbox/browser-args",
];
const FOLDERS = ["admission", "checks", "core", "host", "runner", "sandbox"];

/** What grades, as one hash: code, images and the sandbox's kind. Grades of the same hash need not be made again. */
export async function hashGrader(
  provider: string,
  { images }: SandboxEnvironment,
): Promise<(task: Pick<Task, "stack" | "services">) => string> {
  const code = await listCode();
  const tagOf = (role: string): string | null => images[role]?.tag ?? null;
  return ({ stack, services }) =>
    sha256(
      canonicalJson({
        code,
        provider,
        // What is there for the services of another task that is checked beside it is no part of it.
        images: [
          tagOf(`stack-${stack}`),
          tagOf("checker"),
          services.length === 0 ? null : tagOf(`stack-${SERVICE_STACK}`),
        ],
      }),
    );
}

/** Path and hash of all that grades are made with. What these modules are handed in (the sandbox above all) is no part of it. */
async function listCode(): Promise<[path: string, hash: string][]> {
  const files = new Map((await readCode(FOLDERS)).map((file) => [file.path, file]));
  const found = new Map<string, string>();
  const pending = [...files.keys()].filter((path) => ROOTS.includes(path.replace(/\.[jt]s$/, "")));
  if (pending.length < ROOTS.length) throw new Error(`no such module among ${ROOTS.join(", ")}`);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = files.get(path);
    if (file === undefined || found.has(path)) continue;
    found.set(path, sha256(file.content));
    const text = new TextDecoder().decode(file.content);
    for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g))
      pending.push(posix.join(posix.dirname(path), specifier!));
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
