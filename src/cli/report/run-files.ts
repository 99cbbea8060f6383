import { join, relative } from "node:path";
import type { Review } from "../../core/review.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../../core/suite.ts";
import { InfraError, UserError } from "../../core/errors.ts";
import { listFiles } from "../../host/folder-files.ts";
import { sha256 } from "../../loader/digest.ts";
import type { RunFiles } from "../../report/feed/report-run.ts";
import { loadStartFiles } from "../../runner/start-files.ts";
import { archive, workspaceCodec } from "../../sandbox/archive/archive.ts";
import { readBelow, sizeBelow } from "../../store/read-below.ts";
import { readReviews } from "../../store/reviews.ts";
import { fileExists, type StoredRun } from "../../store/run-store.ts";
import { createWorkspaceStore } from "../../store/workspaces.ts";

/** Of a workspace or of what was built, uncompressed: as much as a workspace may have if nobody says otherwise. */
const MAX_ARCHIVE_BYTES = 256 * 1024 ** 2;

/** What lies in a run's folder, and beside its suite's tasks. */
export function openRunFiles({ folder, manifest }: StoredRun, suite: LoadedSuite | null): RunFiles {
  // Below the run, and not the trial, whose own folder may be a link in a run that was sent.
  const toPath = (trialId: string, path: string): string =>
    `${relative(folder.path, folder.trial(trialId).path)}/${path}`;
  const workspaces = createWorkspaceStore(folder.workspaces, { ...workspaceCodec, decompress }, sha256);
  // A task that has changed since is another one: this run's agents did not begin with its files.
  const findTask = (id: string): LoadedTask | null => {
    const hash = manifest.tasks.find((one) => one.id === id)?.hash;
    return suite?.tasks.find((one) => one.task.id === id && one.hash === hash) ?? null;
  };
  // The run is opened anew when they change; each trial asks for them.
  let reviews: Promise<readonly Review[]> | null = null;
  return {
    trialFile: (trialId, path) => readBelow(folder.path, toPath(trialId, path)),
    sizeOf: (trialId, path) => sizeBelow(folder.path, toPath(trialId, path)),
    workspace: async (hash) => {
      const tar = await orNull(() => workspaces.get(hash));
      return tar === null ? null : readArchive(tar);
    },
    hasWorkspace: (hash) => fileExists(join(folder.workspaces, `${hash}.tar.zst`)),
    built: async (trialId, turn) => {
      const packed = await readBelow(folder.path, toPath(trialId, builtName(turn)));
      return packed === null ? null : readBuilt(packed);
    },
    hasBuilt: (trialId, turn) => fileExists(join(folder.trial(trialId).path, builtName(turn))),
    starter: async (taskId) => {
      const loaded = findTask(taskId);
      return loaded === null ? null : loadStartFiles(loaded, loaded.task);
    },
    proof: async (taskId) => {
      const loaded = findTask(taskId);
      return loaded === null ? null : listFiles(loaded.layers);
    },
    reviews: () => (reviews ??= readReviews(folder)),
  };
}

/** A few kilobytes may unpack to gigabytes. */
const decompress = (data: Uint8Array): Uint8Array => workspaceCodec.decompress(data, MAX_ARCHIVE_BYTES);

async function readBuilt(packed: Uint8Array): Promise<readonly SandboxFile[] | null> {
  const tar = await orNull(async () => decompress(packed));
  return tar === null ? null : readArchive(tar);
}

/** A run that was sent may hold anything: what is no archive is not there. */
const readArchive = (tar: Uint8Array): Promise<readonly SandboxFile[] | null> =>
  archive.readFiles(tar).catch(() => null);

const builtName = (turn: number): string => `build.turn-${turn}.tar.zst`;

/** What was pruned or damaged is not there; whatever else goes wrong is told. */
async function orNull<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || (error instanceof InfraError && error.code === "store")) return null;
    throw error;
  }
}
