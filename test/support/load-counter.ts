import { checkKinds } from "../../src/checks/registry.ts";
import type { LoadedTask } from "../../src/core/suite.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { counterTask, writeCounterSuite } from "./counter-suite.ts";
import { makeTemporaryFolder } from "./temporary.ts";

/** A counter task as it is loaded from files. */
export async function loadCounter(
  members: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<LoadedTask> {
  const folder = await makeTemporaryFolder();
  await writeCounterSuite(folder, [{ task: counterTask("counter", members), files }]);
  const { tasks } = await loadSuite(folder, checkKinds);
  return tasks[0]!;
}
