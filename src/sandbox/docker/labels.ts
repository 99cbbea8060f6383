import type { SandboxSpec } from "../../core/sandbox.ts";
import { describeOwner } from "../../host/process-identity.ts";

/** On every container and volume of ours; its value is the harness. */
export const HARNESS_LABEL = "buildoff.harness";
export const OWNER_LABEL = "buildoff.owner";
const HARNESS = "buildoff";

/** Past the limits of its phases nothing of a sandbox has a reason to live; this much is for what lies between them. */
const SLACK_MS = 60 * 60_000;

/** What a container and its volume say of themselves, to people and to the reaper. */
export function describeSandbox({ role, owner, limits }: SandboxSpec, nowMs: number): Record<string, string> {
  const phasesMs = limits.wallTimeMs + limits.buildTimeMs + limits.readyTimeMs + limits.checkTimeMs;
  return {
    [HARNESS_LABEL]: HARNESS,
    [OWNER_LABEL]: describeOwner(),
    "buildoff.run": owner.runId,
    "buildoff.trial": owner.trialId,
    "buildoff.try": String(owner.tryNumber),
    "buildoff.role": role,
    "buildoff.deadline": new Date(nowMs + phasesMs + SLACK_MS).toISOString(),
  };
}
