import { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import { SlugSchema } from "../core/check.ts";
import type { CheckContext } from "./context.ts";

const StateShape = z.strictObject({
  name: SlugSchema.describe("the service"),
  file: z
    .string()
    .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\0]+$/, "expected a path below the service's $STATE_DIR")
    .describe("JSON file below its $STATE_DIR"),
  json: z.json().describe("pattern of what it must hold, as in http checks; null: it was never written"),
});
export type ServiceState = z.output<typeof StateShape>;

/** Looks at the state that a service was in when the turn ended. */
export const serviceKind: CheckKind<ServiceState, CheckContext> = {
  key: "service",
  summary: "looks at what the agent has done in one of the task's services",
  schema: StateShape,
  files: () => [],
  readsServices: true,
  run: async (spec, context) => {
    const { runService } = await import("./service/run.ts");
    return runService(spec, context);
  },
};
