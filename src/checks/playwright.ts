import { z } from "zod";
import type { CheckKind } from "../core/check.ts";
import { DurationSchema } from "../core/units.ts";
import type { CheckContext } from "./context.ts";
import { shortOr } from "./matching/choice.ts";

const PathSchema = z
  .string()
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\0]+$/,
    "expected a path or glob below the task's folder, with / and without ..",
  );

const PlaywrightShape = z.strictObject({
  specs: z.array(PathSchema).min(1).describe("spec files, or globs of them"),
  files: z.array(PathSchema).default([]).describe("files that the specs read or import, or globs of them"),
  modules: z
    .record(z.string().min(1), PathSchema)
    .default({})
    .describe("packages that the specs import: name, and folder below the task's"),
  env: z
    .record(z.string(), z.string())
    .default({})
    .describe("environment of the specs; {workspace} is a folder with the agent's files as data"),
  timeout: DurationSchema.default(10_000).describe("time for one test"),
  expectTimeout: DurationSchema.default(5_000).describe("time for one expectation"),
  workers: z.int().min(1).max(4).default(1).describe("tests that run at the same time"),
});
export type PlaywrightSpec = z.output<typeof PlaywrightShape>;

const PlaywrightSchema = shortOr(
  PathSchema.transform((path): PlaywrightSpec => PlaywrightShape.parse({ specs: [path] })),
  PlaywrightShape,
);

/** Playwright Test specs as others wrote them, unchanged; one part per test. */
export const playwrightKind: CheckKind<PlaywrightSpec, CheckContext> = {
  key: "playwright",
  summary: "runs Playwright Test specs unchanged; the score is the share of tests that pass",
  schema: PlaywrightSchema.describe("a spec file, or what to run and with what"),
  files: ({ specs, files, modules }) => [
    ...specs,
    ...files,
    ...Object.values(modules).map((folder) => `${folder.replace(/\/$/, "")}/**`),
  ],
  readsWorkspace: true,
  run: async (spec, context) => {
    const { runPlaywright } = await import("./playwright/run.ts");
    return runPlaywright(spec, context);
  },
};
