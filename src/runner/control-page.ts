import type { CheckSpec } from "../core/check.ts";
import { InfraError } from "../core/errors.ts";
import { type GradeContext, type GradeRequest, gradeWorkspace } from "./grade.ts";
import { createPhaseClock } from "./phase-clock.ts";

const PAGE = `<!doctype html><html lang="en"><head><title>Control</title></head><body><h1>Control</h1></body></html>`;

const CHECK: CheckSpec = {
  id: "control",
  title: "A page that is known to be good passes",
  weight: 1,
  required: true,
  turn: 1,
  viewport: { width: 1280, height: 800 },
  timeout: 20_000,
  clock: "real",
  kind: "steps",
  spec: [{ goto: "/" }, { expect: { role: "heading", name: "Control", count: 1 } }],
};

/** Whether the checker works at all, on a page of our own: tells a broken checker from an app that breaks it. */
export async function passesControlPage(request: GradeRequest, context: GradeContext): Promise<boolean> {
  const tar = await context.archive.pack([{ path: "index.html", content: new TextEncoder().encode(PAGE) }]);
  const task: GradeRequest["task"] = {
    ...request.task,
    app: { ready: "/", root: ".", start: 'node "$BUILDOFF_RUNTIME/serve-static.mjs" .' },
    checks: [CHECK],
  };
  const loaded = { ...request.loaded, task, stack: { ...request.loaded.stack, build: null } };
  try {
    const silent = () => {};
    const phases = createPhaseClock(silent, Date.now);
    const grade = await gradeWorkspace(
      { ...request, task, loaded, tar, measuresQuality: false, keepsBuilt: false, emit: silent, phases },
      context,
    );
    return grade.verdicts.every((verdict) => verdict.passed);
  } catch (error) {
    if (error instanceof InfraError) return false;
    throw error;
  }
}
