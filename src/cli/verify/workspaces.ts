import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { InfraError, UserError } from "../../core/errors.ts";
import { workspaceCodec } from "../../sandbox/archive/archive.ts";
import { readJournal } from "../../store/journal.ts";
import { toLeftWorkspaces } from "../../store/left-workspaces.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { readPrunedPaths } from "../../store/seal/pruned.ts";
import { countOf, type Finding, finding, type Inspector, judge } from "./inspection.ts";

/** Every stored workspace still has the bytes that it is named by, and every one that a trial left is there. */
export const workspacesInspector: Inspector = {
  kind: "workspaces",
  isOfRunAlone: true,
  inspect: async ({ folder }) => {
    try {
      const below = `${basename(folder.workspaces)}/`;
      const names = await readdir(folder.workspaces).catch((): string[] => []);
      const damaged = await findDamaged(folder, names);
      const pruned = await readPrunedPaths(folder.seal, below);
      const { lost, gone } = await findLost(folder, { stored: new Set(names), pruned });
      const rest = gone === 0 ? "" : `, ${gone} pruned`;
      return judge(`${countOf(names.length, "archive")} with the bytes that name them${rest}`, [
        ...damaged,
        ...lost,
      ]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return judge("what the trials left", [finding(null, error.message)]);
    }
  },
};

const SUFFIX = ".tar.zst";

async function findDamaged({ workspaces }: RunFolder, names: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of names) {
    const problem = await findProblem(join(workspaces, name), name);
    if (problem !== null) findings.push(finding(`${basename(workspaces)}/${name}`, problem));
  }
  return findings;
}

async function findProblem(file: string, name: string): Promise<string | null> {
  if (!/^[0-9a-f]{64}\.tar\.zst$/.test(name)) return "it is not named as workspaces are";
  try {
    const hash = await workspaceCodec.hashFile(file);
    return hash === name.slice(0, -SUFFIX.length) ? null : "its bytes are others than it is named by";
  } catch (error) {
    if (!(error instanceof InfraError)) throw error;
    return error.message;
  }
}

interface Stored {
  /** Names of the files. */
  readonly stored: ReadonlySet<string>;
  /** Paths below the run's folder. */
  readonly pruned: ReadonlySet<string>;
}

async function findLost(
  folder: RunFolder,
  { stored, pruned }: Stored,
): Promise<{ readonly lost: readonly Finding[]; readonly gone: number }> {
  const lost = new Map<string, Finding>();
  const gone = new Set<string>();
  for await (const record of readJournal(folder.journal)) {
    for (const { hash, trialId } of toLeftWorkspaces(record)) {
      const name = `${hash}${SUFFIX}`;
      if (stored.has(name)) continue;
      const path = `${basename(folder.workspaces)}/${name}`;
      if (pruned.has(path)) gone.add(path);
      else lost.set(path, finding(path, `it is missing: ${trialId} left it`));
    }
  }
  return { lost: [...lost.values()], gone: gone.size };
}
