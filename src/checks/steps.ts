import type { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import type { CheckContext } from "./context.ts";
import { listStepFiles } from "./steps/files.ts";
import { StepsSchema } from "./steps/schema.ts";

/** Uses the app as a person would, and looks at what it shows. */
export const stepsKind: CheckKind<z.infer<typeof StepsSchema>, CheckContext> = {
  key: "steps",
  summary: "uses the app in the browser, step by step, and looks at what it shows",
  schema: StepsSchema.describe("actions and expectations, one after the other"),
  files: listStepFiles,
  run: async (spec, context) => {
    const { runSteps } = await import("./steps/run.ts");
    return runSteps(spec, context);
  },
};
