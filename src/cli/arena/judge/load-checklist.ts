import { join } from "node:path";
import { type Checklist, CHECKLIST_FILE, ChecklistSchema } from "../../../core/checklist.ts";
import type { LoadedTask } from "../../../core/suite.ts";
import { invalidFiles } from "../../../core/user-errors.ts";
import { isFile } from "../../../host/folder-files.ts";
import { toProblems } from "../../../loader/problems.ts";
import { loadYamlFile } from "../../../loader/yaml-file.ts";

/**
 * What a task's author wrote for judges; null where there is none. What is laid over a task wins.
 * @throws UserError `invalid-file` with the position of each problem
 */
export async function loadChecklist({ layers }: Pick<LoadedTask, "layers">): Promise<Checklist | null> {
  for (const layer of layers.toReversed()) {
    const file = join(layer, CHECKLIST_FILE);
    if (!(await isFile(file))) continue;
    const yaml = await loadYamlFile(file);
    if (yaml.problems.length > 0) throw invalidFiles(yaml.problems);
    const result = ChecklistSchema.safeParse(yaml.value);
    if (!result.success) throw invalidFiles(toProblems(yaml, result.error.issues, ChecklistSchema));
    return result.data;
  }
  return null;
}
