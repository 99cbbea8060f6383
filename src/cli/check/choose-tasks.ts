import { dirname, join, sep } from "node:path";
import type { LoadedSuite, LoadedTask } from "../../core/suite.ts";
import { UserError } from "../../core/errors.ts";
import { unknownName } from "../../core/user-errors.ts";
import { checkKinds } from "../../checks/registry.ts";
import { isFile } from "../../host/folder-files.ts";
import { findSuiteFolder, listBuiltInSuites, loadSuite } from "../../loader/load-suite.ts";
import { suggest } from "../../loader/suggest.ts";

/** Tasks of one suite that are to be checked, and the folder that their certificates stand in. */
export interface ChosenSuite {
  readonly suite: LoadedSuite;
  readonly tasks: readonly LoadedTask[];
  readonly certificates: string;
}

/**
 * What names mean: a suite by its name or folder, a task by its folder or, where buildoff brings it, by its id.
 * @throws UserError
 */
export async function chooseTasks(names: readonly string[]): Promise<ChosenSuite[]> {
  const chosen = new Map<string, ChosenSuite>();
  for (const name of names) {
    const found = await choose(name);
    const before = chosen.get(found.suite.folder);
    const tasks = [
      ...new Map([...(before?.tasks ?? []), ...found.tasks].map((one) => [one.task.id, one])).values(),
    ];
    chosen.set(found.suite.folder, { ...found, tasks });
  }
  return [...chosen.values()];
}

async function choose(name: string): Promise<ChosenSuite> {
  const found = await findSuiteFolder(name).catch((error: unknown) => {
    if (!(error instanceof UserError) || error.code !== "unknown-suite") throw error;
    return findTaskFolder(name, error);
  });
  const isTask = await isFile(join(found, "task.yaml"));
  const suite = await loadSuite((isTask ? await findSuiteAbove(found) : null) ?? found, checkKinds);
  return {
    suite,
    tasks: isTask ? suite.tasks.filter(({ folder }) => folder === found) : suite.tasks,
    certificates: join(suite.folder, "certificates"),
  };
}

/** The folder of a task of this id in a built-in suite. */
async function findTaskFolder(name: string, error: UserError): Promise<string> {
  const names = await listBuiltInSuites();
  const suites = await Promise.all(names.map((one) => loadSuite(one, checkKinds)));
  const tasks = suites.flatMap((suite) => suite.tasks);
  const found = tasks.find(({ task }) => task.id === name);
  if (found !== undefined) return found.folder;
  if (name.includes(sep)) throw error;
  const known = [...names, ...tasks.map(({ task }) => task.id)];
  throw unknownName("suite or task", name, known, suggest(name, known));
}

/** A task's own folder may be named: its suite's stacks count all the same. */
export async function findSuiteAbove(folder: string): Promise<string | null> {
  const parent = dirname(folder);
  if (parent === folder) return null;
  return (await isFile(join(parent, "suite.yaml"))) ? parent : findSuiteAbove(parent);
}
