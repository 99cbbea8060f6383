import { checkKinds } from "../../../src/checks/registry.ts";
import type { CheckRequest } from "../../../src/core/checker.ts";
import { runChecks } from "../../../src/checks/run-checks.ts";
import type { CheckReport } from "../../../src/core/checker.ts";
import type { CheckSpec } from "../../../src/core/check.ts";
import { DEFAULT_LIMITS } from "../../../src/core/limits.ts";
import type { Sandbox, SandboxProvider } from "../../../src/core/sandbox.ts";
import { createTaskSchema } from "../../../src/core/task.ts";
import { localProvider } from "../../../src/sandbox/local/provider.ts";
import { type Routes, serveApp } from "./app.ts";

/** Checks as a task writes them; an id is made up where there is none. */
export function parseChecks(...written: readonly Record<string, unknown>[]): CheckSpec[] {
  const head = {
    schema: 1,
    id: "task",
    title: "t",
    category: "c",
    difficulty: "easy",
    turns: [{ prompt: "p" }],
  };
  const checks = written.map((check, index) => ({ id: `check-${index + 1}`, ...check }));
  return [...createTaskSchema(checkKinds).parse({ ...head, checks }).checks];
}

export const openProvider = async (): Promise<SandboxProvider> =>
  localProvider.create({ runId: "test", browserPath: null, runtime: null });

export const openChecker = async (provider: SandboxProvider): Promise<Sandbox> =>
  provider.create(
    {
      role: "checker",
      owner: { runId: "test", trialId: "test", tryNumber: 1 },
      stack: "static",
      agentLayer: null,
      limits: DEFAULT_LIMITS,
      joins: null,
    },
    new AbortController().signal,
  );

export type Overrides = Partial<Omit<CheckRequest, "checks" | "baseUrl">>;

/** Serves an app and runs checks on it in a checker of its own. */
export async function runOn(
  provider: SandboxProvider,
  routes: Routes,
  checks: readonly CheckSpec[],
  overrides: Overrides = {},
): Promise<CheckReport> {
  await using app = await serveApp(routes);
  await using sandbox = await openChecker(provider);
  return await runChecks({
    sandbox,
    checks,
    taskFolder: import.meta.dirname,
    locale: "en",
    seed: 1,
    baseUrl: app.url,
    timeoutMs: 600_000,
    signal: new AbortController().signal,
    ...overrides,
  });
}
