import { checkKinds } from "../../checks/registry.ts";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { LoadedSuite } from "../../core/suite.ts";
import { loadSuite } from "../../loader/load-suite.ts";
import { toTaskEntry } from "../manifest.ts";
import { findChangedTrials } from "./fingerprints.ts";
import {
  countOf,
  type Finding,
  finding,
  type Inspection,
  type Inspector,
  judge,
  unknown,
} from "./inspection.ts";

/** The suite, its tasks and their prompts are still what the run was made with, and so are its trials' fingerprints. */
export const suiteInspector: Inspector = {
  kind: "suite",
  isOfRunAlone: false,
  inspect: async ({ manifest, suite: asked }) => {
    const folder = asked ?? manifest.suite.folder;
    try {
      return compare(manifest, await loadSuite(folder, checkKinds));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.code === "unknown-suite" && asked === null)
        return unknown(`it is no longer in ${folder}; --suite says where it lies now`);
      return judge(`${manifest.suite.name}, in ${folder}`, [finding(folder, error.message)]);
    }
  },
};

function compare(manifest: Manifest, suite: LoadedSuite): Inspection {
  const tasks = manifest.tasks.flatMap((task) => compareTask(task, suite));
  const said = `${suite.file.name} ${suite.file.version}: ${countOf(manifest.tasks.length, "task")} with their prompts`;
  if (tasks.length > 0) return judge(said, tasks);
  if (suite.hash !== manifest.suite.hash)
    return judge(said, [
      finding(
        suite.folder,
        "its suite.yaml, or a task that the run does not have, was changed since the run was made",
      ),
    ]);
  const trials = findChangedTrials(manifest, suite);
  return judge(
    said,
    trials.map((id) =>
      finding("manifest.json", "its fingerprint is not that of its task, agent, model and limits", id),
    ),
  );
}

function compareTask(task: Manifest["tasks"][number], suite: LoadedSuite): Finding[] {
  const loaded = suite.tasks.find((one) => one.task.id === task.id);
  if (loaded === undefined) return [finding(suite.folder, `the task ${task.id} is no longer there`, task.id)];
  const now = toTaskEntry(loaded);
  if (now.hash === task.hash && samePrompts(now.promptHash, task.promptHash)) return [];
  const languages = Object.keys(task.promptHash).filter(
    (tag) => now.promptHash[tag] !== task.promptHash[tag],
  );
  const prompts = languages.length === 0 ? "" : `, its prompt (${languages.join(", ")}) too`;
  return [
    finding(loaded.folder, `the task ${task.id} was changed since the run was made${prompts}`, task.id),
  ];
}

const samePrompts = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean => Object.keys({ ...one, ...other }).every((tag) => one[tag] === other[tag]);
