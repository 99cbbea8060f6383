import type { ModelAccess } from "./agent.ts";
import type { InfraError } from "./errors.ts";
import type { GatewayEvent } from "./event.ts";
import type { LimitHit, Limits } from "./limits.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Usage } from "./usage.ts";

/** The only way out of a sandbox: one per trial, created before its sandbox and disposed after it. */
export interface Gateway extends AsyncDisposable {
  /** Starts the forwarder in a sandbox. @throws InfraError `gateway` */
  readonly attach: (sandbox: Sandbox) => Promise<ModelAccess>;
  /** What was used so far, metered from the wire. */
  readonly usage: () => Usage;
  /** The limit that a request met, or null. */
  readonly limitHit: () => LimitHit | null;
  /** Aborted when a limit is met, so that nobody waits for an agent that can get no further. */
  readonly exhausted: AbortSignal;
  /** When a byte last went through, in ms since the epoch; 0 before the first. */
  readonly lastActivityAt: () => number;
  /** Requests under way. */
  readonly pending: () => number;
  /** The model's name as the provider last gave it. */
  readonly answeredModel: () => string | null;
  /** An outage of the provider or of the gateway's own session: the trial is tried again. */
  readonly failure: () => InfraError | null;
}

export interface GatewayRequest {
  /** provider/name as in the manifest. */
  readonly model: string;
  readonly limits: Limits;
  readonly emit: (event: GatewayEvent) => void;
  readonly signal: AbortSignal;
}
