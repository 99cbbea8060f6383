import type { Mount } from "../core/gateway.ts";
import type { AgentPhaseRequest } from "./agent-phase.ts";
import type { RunContext } from "./context.ts";

/** The services of one task while an agent works on it. Whoever opened them disposes them, which ends their containers. */
export interface Services extends AsyncDisposable {
  readonly mounts: readonly Mount[];
  /** Stops them and keeps their state: sha256 by name. */
  readonly freeze: () => Promise<Record<string, string>>;
  readonly thaw: () => Promise<void>;
}

export type ServicesRequest = Pick<
  AgentPhaseRequest,
  "trial" | "tryNumber" | "loaded" | "task" | "limits" | "signal"
> & {
  /** The state that they begin with, by name; null: that of the task. */
  readonly states: Readonly<Record<string, string>> | null;
};

export async function openServices(_request: ServicesRequest, _context: RunContext): Promise<Services> {
  return {
    mounts: [],
    freeze: async () => ({}),
    thaw: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
