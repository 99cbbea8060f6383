import { z } from "zod";

/** Beside `suite.yaml`. */
export const IMPORT_FILE = "import.json";

const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Something of the source that is not run, and why. */
export const NotRunSchema = z.strictObject({
  what: z.string().describe("a project or task, or a file of it"),
  reason: z.string(),
});
export type NotRun = z.infer<typeof NotRunSchema>;

const ImportedTaskSchema = z.strictObject({
  id: z.string(),
  from: z.string().describe("folder below the source's own"),
  stack: z.string(),
  turns: z.int().positive(),
  checks: z.int().positive(),
  rows: z
    .array(z.strictObject({ id: z.string(), sha256: Sha256Schema }))
    .describe("one per turn: the row it is made of, and the hash of its bytes"),
});
export type ImportedTask = z.infer<typeof ImportedTaskSchema>;

/** `import.json` beside `suite.yaml`: where the suite comes from, and what of it is not run. */
export const ImportFileSchema = z.strictObject({
  schema: z.literal(1),
  importer: z.string(),
  buildoff: z.string().describe("version that imported it"),
  source: z.strictObject({
    name: z.string(),
    licence: z.string().describe("SPDX expression, or NOASSERTION where its licence was not recognised"),
    commit: z.string().nullable().describe("null where the folder is no git checkout"),
    changed: z.boolean().nullable().describe("whether the checkout differs from its commit"),
  }),
  tasks: z.array(ImportedTaskSchema),
  notRun: z.array(NotRunSchema),
});
export type ImportFile = z.infer<typeof ImportFileSchema>;
