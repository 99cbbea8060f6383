import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { notDetached } from "../core/user-errors.ts";

const LOG_SUFFIX = ".log.jsonl";

/** Where the log of a detached run lies: beside its folder, which is made later. */
export const toLogPath = (runPath: string): string => `${runPath.replace(/[/\\]+$/, "")}${LOG_SUFFIX}`;

export interface DetachedRun {
  readonly path: string;
  readonly log: string;
}

/** Finds a detached run by its folder, by its name, or as the `latest` one. @throws UserError `not-detached` */
export async function findDetached(run: string, resultsFolder: string): Promise<DetachedRun> {
  const names = (await readdir(resultsFolder).catch(() => []))
    .filter((name) => name.endsWith(LOG_SUFFIX))
    .map((name) => name.slice(0, -LOG_SUFFIX.length));
  const latest = run === "latest" ? await findNewest(names, resultsFolder) : null;
  const paths = run === "latest" ? (latest === null ? [] : [latest]) : [run, join(resultsFolder, run)];
  for (const path of paths) {
    if ((await timeOf(toLogPath(path))) !== null) return { path, log: toLogPath(path) };
  }
  throw notDetached(run, resultsFolder, names.toSorted());
}

async function findNewest(names: readonly string[], folder: string): Promise<string | null> {
  const dated = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      time: (await timeOf(toLogPath(join(folder, name)))) ?? 0,
    })),
  );
  return dated.toSorted((a, b) => a.time - b.time).at(-1)?.path ?? null;
}

const timeOf = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ birthtimeMs }) => birthtimeMs,
    () => null,
  );
