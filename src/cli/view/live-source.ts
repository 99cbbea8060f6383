import { stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import {
  createReportSource,
  type ReportSource,
  type SourceOptions,
} from "../../report/feed/report-source.ts";
import type { ReportRun } from "../../report/feed/report-run.ts";
import { findLockOwner } from "../../store/lock.ts";
import { toRunFolder } from "../../store/run-folder.ts";
import { openReportRun } from "../report/open-report-run.ts";

/** The runs that are looked at, as they are now. */
export interface LiveSource {
  readonly current: () => Promise<{ readonly runs: readonly ReportRun[]; readonly source: ReportSource }>;
  /** Calls back whenever something of them has changed; ends with the signal. */
  readonly watch: (onChange: () => void, signal: AbortSignal) => Promise<void>;
}

const INTERVAL_MS = 1_000;

export interface LiveOptions extends Omit<SourceOptions, "runs"> {
  /** Folders of the runs, the first of which the pages are about. */
  readonly paths: readonly string[];
  readonly results: string;
}

export function createLiveSource({ paths, results, ...options }: LiveOptions): LiveSource {
  let mark = "";
  let made: ReturnType<LiveSource["current"]> | null = null;
  const make: LiveSource["current"] = async () => {
    const runs = await Promise.all(paths.map((path) => openReportRun(path, results)));
    return { runs, source: createReportSource({ ...options, runs }) };
  };
  const isNew = async (): Promise<boolean> => {
    const now = await toMark(paths);
    const changed = now !== mark;
    mark = now;
    return changed;
  };
  return {
    current: async () => {
      if ((await isNew()) || made === null) made = make();
      const current = made;
      current.catch(() => (made = null));
      return current;
    },
    watch: async (onChange, signal) => {
      let seen = await toMark(paths);
      while (!signal.aborted) {
        await wait(INTERVAL_MS, undefined, { signal }).catch(() => {});
        const now = await toMark(paths);
        if (now !== seen && !signal.aborted) onChange();
        seen = now;
      }
    },
  };
}

/** What grows or comes to be whenever a run has something new to show. */
async function toMark(paths: readonly string[]): Promise<string> {
  const files = paths
    .map(toRunFolder)
    .flatMap(({ journal, summary, reviews, lock }) => [journal, summary, reviews, lock]);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size, mtimeMs }) => `${size}@${mtimeMs}`,
        () => "-",
      ),
    ),
  );
  // A process that was killed leaves its lock behind: nothing runs any more, though no file says so.
  const owners = await Promise.all(paths.map((path) => findLockOwner(toRunFolder(path).lock)));
  return [...sizes, ...owners.map((owner) => owner?.pid ?? "-")].join(" ");
}
