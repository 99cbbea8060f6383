import type { AgentContext } from "../core/agent.ts";
import { InfraError } from "../core/errors.ts";
import { resolveLimits } from "../core/limits.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import { openServices, type ServicesContext } from "../runner/services.ts";

export interface ServiceStatesContext extends Omit<ServicesContext, "workspaces"> {
  /** Null, or what went wrong. */
  readonly carryOutCalls: (
    text: string,
    context: Pick<AgentContext, "mcpServers" | "signal" | "emit">,
  ) => Promise<string | null>;
  readonly runId: string;
  readonly signal: AbortSignal;
}

/**
 * The states of a task's services once a solution's calls are carried out: archives by name.
 * @param calls texts of files of calls, in order
 * @throws InfraError
 */
export async function makeServiceStates(
  loaded: LoadedTask,
  { task, calls }: { readonly task: Task; readonly calls: readonly string[] },
  context: ServiceStatesContext,
): Promise<Record<string, Uint8Array>> {
  if (task.services.length === 0) return {};
  const stored = new Map<string, Uint8Array>();
  const workspaces: ServicesContext["workspaces"] = {
    get: async (sha256) => stored.get(sha256)!,
    put: async (sha256, tar) => void stored.set(sha256, tar),
  };
  const { runId, signal } = context;
  const owner = { runId, trialId: task.id, tryNumber: 1 };
  const limits = resolveLimits(task.limits);
  await using services = await openServices(
    { loaded, task, owner, limits, signal, states: null },
    { ...context, workspaces },
  );
  const mcpServers = services.mounts.map(({ name, handle }) => ({
    name,
    url: "http://service/",
    token: "none",
    fetch: async (url: RequestInfo | URL, init?: RequestInit) => handle(new Request(url, init)),
  }));
  for (const text of calls) {
    const failed = await context.carryOutCalls(text, { mcpServers, signal, emit: () => {} });
    if (failed !== null) throw new InfraError("service", failed);
  }
  const states = await services.freeze();
  return Object.fromEntries(Object.entries(states).map(([name, sha256]) => [name, stored.get(sha256)!]));
}
