import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SERVICE_STACK, type Stack, StackFileSchema } from "../core/stack.ts";
import { invalidFiles } from "../core/user-errors.ts";
import { packageRoot } from "../host/package-root.ts";
import { toProblems } from "./problems.ts";
import { loadYamlFile } from "./yaml-file.ts";

/** The stacks that buildoff brings for apps, from `sandboxes/stacks/<name>/stack.yaml`. */
export async function loadBuiltInStacks(): Promise<Stack[]> {
  const folder = join(packageRoot, "sandboxes", "stacks");
  const names = (await readdir(folder)).filter((name) => name !== SERVICE_STACK).toSorted();
  return Promise.all(names.map((name) => loadStack(join(folder, name, "stack.yaml"))));
}

async function loadStack(file: string): Promise<Stack> {
  const yaml = await loadYamlFile(file);
  const result = StackFileSchema.safeParse(yaml.value);
  if (!result.success) throw invalidFiles(toProblems(yaml, result.error.issues, StackFileSchema));
  const { schema: _, ...stack } = result.data;
  return { ...stack, dockerfile: null };
}
