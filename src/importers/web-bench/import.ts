import { nothingImported } from "../../core/import-errors.ts";
import { type ImportedTask, type ImportFile, ImportFileSchema, type NotRun } from "../import-file.ts";
import type { ImportRequest } from "../importer.ts";
import { readProvenance } from "../provenance.ts";
import { fillNewFolder } from "../suite-folder.ts";
import { type WrittenStack, writeSuite } from "../write-suite.ts";
import { openCheckout } from "./checkout.ts";
import { createLockfileWriter } from "./packages.ts";
import { planProject, type ProjectPlan } from "./plan-project.ts";
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
    const stacks: Record<string, WrittenStack> = {};
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
      if (written.stack !== null) stacks[written.task.stack] = written.stack;
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
    const at = source.commit === null ? "" : ` at ${source.commit.slice(0, 12)}`;
    await writeSuite(folder, request.source, {
      file,
      title: `Web-Bench${at}: ${tasks.length} of its projects`,
      canary: "none: Web-Bench itself has no canary string",
      stacks,
    });
    return file;
  });
}

function describeOrigin(project: string, { name, commit, licence }: ImportFile["source"]): string[] {
  return [
    `Made by \`buildoff import web-bench\` of ${name}, projects/${project}, commit ${commit ?? "unknown"}, ${licence}.`,
    "Specs, start state and reference are its authors' own, unchanged.",
  ];
}
