import { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import type { CheckContext } from "./context.ts";
import { NameMatcherSchema } from "./matching/text.ts";
import { listStepFiles } from "./steps/files.ts";
import { StepsSchema } from "./steps/schema.ts";

const PathSchema = z.string().startsWith("/");

const ConsoleSchema = z.strictObject({
  path: PathSchema.optional().describe("page to open; `/` if neither it nor paths nor steps are given"),
  paths: z.array(PathSchema).min(1).optional().describe("pages to open, one after the other"),
  steps: StepsSchema.optional().describe("what to do after the pages were opened"),
  level: z.enum(["error", "warning"]).default("error").describe("the mildest level that fails"),
  allow: z.array(NameMatcherSchema).default([]).describe("messages that are no fault"),
});
export type ConsoleSpec = z.infer<typeof ConsoleSchema>;

/** The browser has nothing to complain of. */
export const consoleKind: CheckKind<ConsoleSpec, CheckContext> = {
  key: "console",
  summary: "fails on console errors, uncaught exceptions and failed requests of the app's own",
  schema: ConsoleSchema,
  files: ({ steps }) => listStepFiles(steps ?? []),
  run: async (spec, context) => {
    const { runConsole } = await import("./console/run.ts");
    return runConsole(spec, context);
  },
};
