import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SlugSchema } from "../../core/check.ts";
import type { NotRun } from "../import-file.ts";
import { isFolder } from "../../host/folder-files.ts";
import type { Checkout, FoundProject } from "./checkout.ts";
import { neededPackages, pinPackages, uninstallable } from "./packages.ts";
import { CONFIG_FILES, loadProjectConfig, type ProjectConfig } from "./playwright-config.ts";
import { loadRows, TASK_FILES, type TaskRow } from "./rows.ts";
import { readSpec, type SpecFacts } from "./specs.ts";

/** A spec that becomes a check. */
export interface PlannedSpec extends SpecFacts {
  readonly id: string;
  /** Relative to the checkout. */
  readonly path: string;
  readonly turn: number;
}

/** What one project comes to. */
export interface ProjectPlan {
  readonly project: FoundProject;
  readonly rows: readonly TaskRow[];
  readonly config: ProjectConfig;
  readonly specs: readonly PlannedSpec[];
  /** Packages of the app and its server, with versions; empty where it is served as files. */
  readonly packages: Readonly<Record<string, string>>;
  /** Packages of the specs that the checkout has not, with versions. */
  readonly specPackages: Readonly<Record<string, string>>;
  readonly notRun: readonly NotRun[];
}

/** Files of a spec's name: `task-3.spec.js`. */
const SPEC = /^(.+)\.spec\.[cm]?[jt]s$/;

/**
 * Decides what of a project can be run, and reads everything that the decision needs.
 * @returns the plan, or why nothing of it is run
 * @throws UserError for a row that cannot be read
 */
export async function planProject(
  checkout: Checkout,
  project: FoundProject,
  withPackages: boolean,
): Promise<ProjectPlan | string> {
  const { name, manifest } = project;
  const folder = join(checkout.folder, "projects", name);
  if (!SlugSchema.safeParse(name).success) return "its folder's name cannot be that of a task";
  const rows = await loadRows(folder);
  if (rows === null) return `it has none of ${TASK_FILES.join(", ")}`;
  for (const needed of ["src-init", "src", "test"]) {
    if (!(await isFolder(join(folder, needed)))) return `it has no folder ${needed}`;
  }
  const config = await loadProjectConfig(folder);
  if (config === null) return `it has none of ${CONFIG_FILES.join(", ")}`;
  const packages = config.server.kind === "vite" ? neededPackages(project) : {};
  const { specs, notRun } = await planSpecs(checkout, project, { rows, withPackages });
  const obstacle = findObstacle(config, project, withPackages);
  if (obstacle !== null && specs.length > 0) return obstacle;
  if (!specs.some(({ id }) => rows.some((row) => row.id === id))) {
    const [first] = notRun;
    return `no spec of its tasks can be run${first === undefined ? "" : `; ${first.what}: ${first.reason}`}`;
  }
  const foreign = specs.flatMap((spec) => spec.packages).filter((one) => !checkout.libraries.has(one));
  const ranges = { ...manifest.devDependencies, ...manifest.dependencies };
  const specPackages = Object.fromEntries(foreign.map((one) => [one, ranges[one] ?? "*"]));
  return {
    project,
    rows,
    config,
    specs,
    packages: await pinPackages(checkout.folder, name, packages),
    specPackages: await pinPackages(checkout.folder, name, specPackages),
    notRun,
  };
}

/** Why its server cannot be brought into a sandbox, or null. */
function findObstacle(
  { server }: ProjectConfig,
  project: FoundProject,
  withPackages: boolean,
): string | null {
  const packages = neededPackages(project);
  const fetched = uninstallable(packages);
  if (server.kind === "files") return null;
  if (fetched.length > 0)
    return `it needs ${fetched.join(", ")}, which fetches or compiles a program while it is installed; images are made without install scripts`;
  if (server.kind === "other")
    return `its own server cannot be brought: ${server.command || "none is named"}`;
  return withPackages
    ? null
    : `it needs packages that no stack has (${Object.keys(packages).join(", ")}); --packages makes a stack of them`;
}

async function planSpecs(
  checkout: Checkout,
  { name }: FoundProject,
  { rows, withPackages }: { readonly rows: readonly TaskRow[]; readonly withPackages: boolean },
): Promise<{ specs: PlannedSpec[]; notRun: NotRun[] }> {
  const below = `projects/${name}`;
  const files = (await readdir(join(checkout.folder, below, "test"))).filter((file) => SPEC.test(file));
  const specs: PlannedSpec[] = [];
  const notRun: NotRun[] = [];
  for (const file of files) {
    const id = SPEC.exec(file)![1]!;
    const what = `${name}/test/${file}`;
    const row = rows.findIndex((one) => one.id === id);
    // Upstream runs the spec of the start state with every task, whether a task is named so or not.
    if (row === -1 && id !== "init") {
      notRun.push({ what, reason: "no task has its name" });
      continue;
    }
    const path = `${below}/test/${file}`;
    const facts = await readSpec(checkout.folder, path, [`${below}/src`, `${below}/src-init`]);
    const foreign = facts.packages.filter((one) => !checkout.libraries.has(one));
    if (facts.problem !== null) notRun.push({ what, reason: facts.problem });
    else if (foreign.length > 0 && !withPackages)
      notRun.push({ what, reason: `it imports ${foreign.join(", ")}; --packages brings that` });
    else specs.push({ id, path, turn: Math.max(row, 0) + 1, ...facts });
  }
  for (const [index, { id }] of rows.entries()) {
    if (!files.some((file) => SPEC.exec(file)![1] === id))
      notRun.push({ what: `${name} ${id}`, reason: `task ${index + 1} has no spec` });
  }
  const order = (id: string): number => rows.findIndex((row) => row.id === id);
  return { specs: specs.toSorted((a, b) => order(a.id) - order(b.id)), notRun };
}
