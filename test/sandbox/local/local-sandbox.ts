import { DEFAULT_LIMITS } from "../../../src/core/limits.ts";
import type { Sandbox, SandboxProvider, SandboxSpec } from "../../../src/core/sandbox.ts";
import { localProvider } from "../../../src/sandbox/local/provider.ts";

export const createProvider = (): Promise<SandboxProvider> =>
  localProvider.create({ runId: "test", browserPath: null, runtime: null });

export const spec = (changes: Partial<SandboxSpec> = {}): SandboxSpec => ({
  role: "agent",
  owner: { runId: "test", trialId: "trial", tryNumber: 1 },
  stack: "static",
  agentLayer: null,
  limits: DEFAULT_LIMITS,
  joins: null,
  ...changes,
});

export const never = (): AbortSignal => new AbortController().signal;

export async function createSandbox(changes: Partial<SandboxSpec> = {}): Promise<Sandbox> {
  const provider = await createProvider();
  return provider.create(spec(changes), never());
}

export const text = (data: Uint8Array | null | undefined): string =>
  new TextDecoder().decode(data ?? undefined);

/** Whether a process lives; a zombie does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const { readFile } = await import("node:fs/promises");
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => null);
  return stat !== null && stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
}
