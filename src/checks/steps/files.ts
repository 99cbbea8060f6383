import type { Step } from "./schema.ts";

/** The task's files that steps name: pictures to compare with, files to upload. */
export function listStepFiles(steps: readonly Step[]): string[] {
  const found = steps.flatMap((step) => {
    if (typeof step === "string") return [];
    if (step.repeat !== undefined) return listStepFiles(step.repeat.steps);
    const file = step.upload?.file ?? step.expect?.screenshot?.file;
    return typeof file === "string" ? [file] : [];
  });
  return [...new Set(found)];
}
