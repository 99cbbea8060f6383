import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createProgram } from "../src/cli/program.ts";
import { formatNames, renderJsonSchema } from "../src/cli/schema.ts";
import { packageRoot } from "../src/host/package-root.ts";
import { renderCliReference } from "./cli-reference.ts";
import { renderModelsReference, renderRunReference } from "./run-references.ts";
import { renderTaskReference } from "./task-reference.ts";

/** Writes everything in the repository that follows from the code: JSON Schemas and the reference documents. */
const schemas = join(packageRoot, "schemas");
const reference = join(packageRoot, "docs", "reference");

await emptyFolder(schemas);
for (const name of formatNames) await writeFile(join(schemas, `${name}.schema.json`), renderJsonSchema(name));

await emptyFolder(reference);
await writeFile(join(reference, "command-line.md"), renderCliReference(await createProgram()));
await writeFile(join(reference, "task-file.md"), renderTaskReference());
await writeFile(join(reference, "run-file.md"), renderRunReference());
await writeFile(join(reference, "models-file.md"), renderModelsReference());

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) await rm(join(folder, name));
}
