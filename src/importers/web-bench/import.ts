import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { checkKinds } from "../../checks/registry.ts";
import { nothingImported } from "../../core/import-errors.ts";
import { loadSuite } from "../../loader/load-suite.ts";
import {
  IMPORT_FILE,
  type ImportedTask,
  type ImportFile,
  ImportFileSchema,
  type NotRun,
} from "../import-file.ts";
import type { ImportRequest } from "../importer.ts";
import { readLicence, readProvenance } from "../provenance.ts";
import { fillNewFolder } from "../suite-folder.ts";
import { openCheckout } from "./checkout.ts";
import { createLockfileWriter } from "./packages.ts";
import { planProject, type ProjectPlan } from "./plan-project.ts";
import type { WrittenStack } from "./stack.ts";
import { writeProject } from "./write-project.ts";

const UPSTREAM_NAME = "bytedance/web-bench";

export async function importWebBench(request: ImportRequest): Promise<ImportFile> {
  const checkout = await openCheckout(request.source, request.only);
  const source = { name: UPSTREAM_NAME, ...(await readProvenance(request.source)) };
  const notRun: NotRun[] = [];
  const plans: ProjectPlan[] = [];
  for (const project of checkout.projects) {
    const plan = await planProject(checkout, project, request.packages);
    if (typeof plan === "string") notRun.push({ what: project.name, reason: plan });
    else plans.push(plan);
  }
  if (plans.length === 0) throw nothingImported(request.source, notRun);
  return fillNewFolder(request.target, async (folder) => {
    const tasks: ImportedTask[] = [];
    const stacks: WrittenStack[] = [];
    const writeLockfile = createLockfileWriter();
    for (const plan of plans) {
      const { name } = plan.project;
      request.progress(`importing ${name}`);
      const origin = describeOrigin(name, source);
      const written = await writeProject({ suite: folder, checkout, writeLockfile, origin }, plan);
      if (typeof written === "string") {
        notRun.push({ what: name, reason: written });
        continue;
      }
      tasks.push(written.task);
      notRun.push(...plan.notRun);
      if (written.stack !== null) stacks.push(written.stack);
    }
    if (tasks.length === 0) throw nothingImported(request.source, notRun);
    const { version } = request;
    const file = ImportFileSchema.parse({
      schema: 1,
      importer: "web-bench",
      buildoff: version,
      source,
      tasks,
      notRun: notRun.toSorted((a, b) => (a.what < b.what ? -1 : 1)),
    });
    await writeSuite(folder, request.source, { file, stacks });
    return file;
  });
}

function describeOrigin(project: string, { name, commit, licence }: ImportFile["source"]): string[] {
  return [
    `Made by \`buildoff import web-bench\` of ${name}, projects/${project}, commit ${commit ?? "unknown"}, ${licence}.`,
    "Specs, start state and reference are its authors' own, unchanged.",
  ];
}

async function writeSuite(
  folder: string,
  source: string,
  { file, stacks }: { readonly file: ImportFile; readonly stacks: readonly WrittenStack[] },
): Promise<void> {
  const { commit, licence } = file.source;
  const suite = {
    schema: 1,
    name: "web-bench",
    title: `Web-Bench${commit === null ? "" : ` at ${commit.slice(0, 12)}`}: ${file.tasks.length} of its projects`,
    version: "1.0.0",
    licence,
    canary: "none: Web-Bench itself has no canary string",
    ...(stacks.length === 0
      ? {}
      : { stacks: Object.fromEntries(stacks.map(({ name, ...rest }) => [name, rest])) }),
  };
  await writeFile(
    join(folder, "suite.yaml"),
    stringify(suite, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
  await writeFile(join(folder, IMPORT_FILE), `${JSON.stringify(file, null, 2)}\n`);
  const text = await readLicence(source);
  if (text !== null) await cp(join(source, text.file), join(folder, text.file));
  // What is written here must be what `buildoff run` reads.
  await loadSuite(folder, checkKinds);
}
