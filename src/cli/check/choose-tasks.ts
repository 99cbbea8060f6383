import { dirname, join, resolve, sep } from "node:path";
import type { LoadedSuite, LoadedTask } from "../../core/suite.ts";
import { UserError } from "../../core/errors.ts";
import { unknownName } from "../../core/user-errors.ts";
import { checkKinds } from "../../checks/registry.ts";
import { isFile } from "../../host/folder-files.ts";
import { listBuiltInSuites, loadSuite } from "../../loader/load-suite.ts";
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
  const folder = resolve(name);
  if (await isFile(join(folder, "task.yaml"))) {
    const above = await findSuiteAbove(folder);
    if (above !== null) {
      const suite = await loadSuite(above, checkKinds);
      return toChosen(
        suite,
        suite.tasks.filter((loaded) => loaded.folder === folder),
      );
    }
  }
  const suite = await loadSuite(name, checkKinds).catch(async (error: unknown) => {
    if (!(error instanceof UserError) || error.code !== "unknown-suite") throw error;
    return findByTask(name, error);
  });
  const single = suite.tasks.find(({ task }) => task.id === name);
  return toChosen(suite, single === undefined ? suite.tasks : [single]);
}

/** The built-in suite that has a task of this id. */
async function findByTask(name: string, error: UserError): Promise<LoadedSuite> {
  const names = await listBuiltInSuites();
  const suites = await Promise.all(names.map((one) => loadSuite(one, checkKinds)));
  const found = suites.find(({ tasks }) => tasks.some(({ task }) => task.id === name));
  if (found !== undefined) return found;
  if (name.includes(sep)) throw error;
  const known = [...names, ...suites.flatMap(({ tasks }) => tasks.map(({ task }) => task.id))];
  throw unknownName("suite or task", name, known, suggest(name, known));
}

const toChosen = (suite: LoadedSuite, tasks: readonly LoadedTask[]): ChosenSuite => ({
  suite,
  tasks,
  certificates: join(suite.folder, "certificates"),
});

/** A task's own folder may be named: its suite's stacks count all the same. */
export async function findSuiteAbove(folder: string): Promise<string | null> {
  const parent = dirname(folder);
  if (parent === folder) return null;
  return (await isFile(join(parent, "suite.yaml"))) ? parent : findSuiteAbove(parent);
}
