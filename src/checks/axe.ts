import { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import type { CheckContext } from "./context.ts";
import { listStepFiles } from "./steps/files.ts";
import { StepsSchema } from "./steps/schema.ts";

export const IMPACTS = ["minor", "moderate", "serious", "critical"] as const;

const AxeSchema = z.strictObject({
  path: z.string().startsWith("/").optional().describe("page to open; `/` if there are no steps either"),
  steps: StepsSchema.optional().describe("what to do before the page is looked at"),
  impact: z.enum(IMPACTS).default("serious").describe("the mildest impact that fails"),
  exclude: z.array(z.string().min(1)).default([]).describe("ids of axe rules that do not count"),
  include: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
      error: "expected a CSS selector, or a list of them",
    })
    .optional()
    .describe("CSS selectors of the only parts to look at"),
});
export type AxeSpec = z.infer<typeof AxeSchema>;

/** Rules of accessibility that a program can judge. */
export const axeKind: CheckKind<AxeSpec, CheckContext> = {
  key: "axe",
  summary: "judges a page by axe-core's accessibility rules",
  schema: AxeSchema,
  files: ({ steps }) => listStepFiles(steps ?? []),
  run: async (spec, context) => {
    const { runAxe } = await import("./axe/run.ts");
    return runAxe(spec, context);
  },
};
