import type { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import type { CheckContext } from "./context.ts";
import { HttpSchema } from "./http/schema.ts";

/** Asks the app's server directly. */
export const httpKind: CheckKind<z.infer<typeof HttpSchema>, CheckContext> = {
  key: "http",
  summary: "sends requests to the app's server and looks at the answers",
  schema: HttpSchema.describe("one request with what its answer must be, or a list of them in order"),
  files: () => [],
  run: async (spec, context) => {
    const { runHttp } = await import("./http/run.ts");
    return runHttp(spec, context);
  },
};
