import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { checkKinds } from "../checks/registry.ts";
import { loadSuite } from "../loader/load-suite.ts";
import { IMPORT_FILE, type ImportFile } from "./import-file.ts";
import { readLicence } from "./provenance.ts";

/** The members of a stack in `suite.yaml`. */
export interface WrittenStack {
  readonly summary: string;
  readonly build: null;
  readonly start: string;
  readonly root: string;
  readonly preamble: string;
  readonly dockerfile: string;
}

export interface SuiteParts {
  readonly file: ImportFile;
  readonly title: string;
  readonly canary: string;
  /** By name. */
  readonly stacks: Readonly<Record<string, WrittenStack>>;
}

/**
 * Writes what stands beside an imported suite's tasks: `suite.yaml`, `import.json`, and the source's licence where it has one.
 * @throws UserError where `buildoff run` could not read the suite
 */
export async function writeSuite(
  folder: string,
  source: string,
  { file, title, canary, stacks }: SuiteParts,
): Promise<void> {
  const suite = {
    schema: 1,
    name: file.importer,
    title,
    version: "1.0.0",
    licence: file.source.licence,
    canary,
    ...(Object.keys(stacks).length === 0 ? {} : { stacks }),
  };
  const yaml = stringify(suite, { lineWidth: 0, aliasDuplicateObjects: false });
  await writeFile(join(folder, "suite.yaml"), yaml);
  await writeFile(join(folder, IMPORT_FILE), `${JSON.stringify(file, null, 2)}\n`);
  const licence = await readLicence(source);
  if (licence !== null) await cp(join(source, licence.file), join(folder, licence.file));
  await loadSuite(folder, checkKinds);
}
