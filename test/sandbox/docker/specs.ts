import { DEFAULT_LIMITS, type Limits } from "../../../src/core/limits.ts";
import type { SandboxSpec } from "../../../src/core/sandbox.ts";

export const spec = (
  changes: Partial<Omit<SandboxSpec, "limits">> & { limits?: Partial<Limits> } = {},
): SandboxSpec => ({
  role: "agent",
  owner: { runId: `test-${process.pid}`, trialId: "trial", tryNumber: 1 },
  stack: "static",
  agentLayer: null,
  joins: null,
  ...changes,
  limits: { ...DEFAULT_LIMITS, ...changes.limits },
});
