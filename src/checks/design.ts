import { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import type { CheckContext } from "./context.ts";
import { listStepFiles } from "./steps/files.ts";
import { StepsSchema } from "./steps/schema.ts";

const PathSchema = z
  .string()
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\0]+$/,
    "expected a path below the task's folder, with / and without ..",
  );

const DesignSchema = z.strictObject({
  reference: PathSchema.regex(/^[^*?[\]{}]+\.html?$/, "expected the path of an HTML file").describe(
    "the page that the design's image was made of; its scripts do not run",
  ),
  files: z
    .array(PathSchema)
    .default([])
    .describe("pictures and styles that the reference names by relative paths, or globs of them"),
  goto: z.string().startsWith("/").default("/").describe("page of the app to open"),
  steps: StepsSchema.optional().describe("what to do before the page is looked at"),
  pass: z
    .number()
    .positive()
    .max(1)
    .default(0.85)
    .describe("least likeness that passes, in 0..1; the likeness is judged in hundredths"),
});
export type DesignSpec = z.infer<typeof DesignSchema>;

/** A page looks like the image of a design: as a whole, and in its texts, boxes, places and colours. */
export const designKind: CheckKind<DesignSpec, CheckContext> = {
  key: "design",
  summary:
    "measures how much a page looks like a design: blocks, text, position, colour and the picture as a whole",
  schema: DesignSchema.describe(
    "how much a page looks like the reference; below `pass` the score is the likeness as a share of it",
  ),
  files: ({ reference, files, steps }) => [reference, ...files, ...listStepFiles(steps ?? [])],
  run: async (spec, context) => {
    const { runDesign } = await import("./design/run.ts");
    return runDesign(spec, context);
  },
};
