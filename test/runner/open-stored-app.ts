import { join } from "node:path";
import { checkKinds } from "../../src/checks/registry.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { SandboxFile, SandboxProvider } from "../../src/core/sandbox.ts";
import { createTaskSchema } from "../../src/core/task.ts";
import { type OpenAppRequest, type OpenedApp, openApp } from "../../src/runner/open-app.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";
import { repository } from "../support/buildoff.ts";
import { readFolder } from "../support/grading.ts";

/** Opens files as the app of a trial whose task has these commands. */
export async function openFiles(
  provider: SandboxProvider,
  files: readonly SandboxFile[],
  app: Readonly<Record<string, string>>,
  changes: Partial<OpenAppRequest> = {},
): Promise<OpenedApp> {
  const task = createTaskSchema(checkKinds).parse({
    schema: 1,
    id: "app",
    title: "An app",
    category: "page",
    difficulty: "easy",
    turns: [{ prompt: "Build an app." }],
    app,
    checks: [{ id: "page", http: { path: "/" } }],
  });
  const stack = {
    name: "node",
    summary: "a server",
    build: null,
    start: "npm start",
    root: ".",
    preamble: "serve it",
    servesFiles: false,
    dockerfile: null,
  };
  const request = {
    loaded: { task, folder: "/none", layers: ["/none"], stack, hash: "a".repeat(64), raw: null },
    task,
    tar: await archive.pack(files),
    owner: { runId: `test-${process.pid}`, trialId: "app", tryNumber: 1 },
    limits: { ...DEFAULT_LIMITS, readyTimeMs: 10_000 },
    port: 0,
    framedBy: null,
    below: null,
    signal: new AbortController().signal,
    ...changes,
  };
  return openApp(request, { provider });
}

/** An app that answers in every way that a proxy must bear. */
export const readChattyApp = (): Promise<SandboxFile[]> =>
  readFolder(join(repository, "test/fixtures/apps/chatty"));
