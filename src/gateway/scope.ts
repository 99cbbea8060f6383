import type { GatewayEvent } from "../core/event.ts";
import type { InfraError } from "../core/errors.ts";
import type { Mount } from "../core/gateway.ts";
import type { Limits } from "../core/limits.ts";
import type { ModelEndpoint } from "../models/endpoint.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { CallTimer } from "./call-timer.ts";
import type { Ledger } from "./ledger.ts";
import type { ContextWatch } from "./context-watch.ts";
import type { ProviderPool } from "./provider-pool.ts";
import type { RequestRecorder } from "./request-record.ts";
import type { RetryPolicy } from "./retry.ts";
import type { WaitClock } from "./wait-clock.ts";
import type { TrialState } from "./trial-state.ts";
import type { Upstream } from "./upstream.ts";
import type { WireProtocol } from "./wire-protocol.ts";

/** The one model of a trial and the way to it. */
export interface ModelRoute {
  readonly model: ResolvedModel;
  readonly endpoint: ModelEndpoint;
  readonly protocol: WireProtocol;
  readonly send: Upstream;
  readonly allowsProviderTools: boolean;
}

/** What the parts of one gateway share. */
export interface GatewayScope {
  /** Null: the trial has no model, only mounts. */
  readonly route: ModelRoute | null;
  readonly mounts: () => readonly Mount[];
  readonly limits: Pick<Limits, "requests">;
  readonly ledger: Ledger;
  readonly timer: CallTimer;
  readonly state: TrialState;
  readonly retry: RetryPolicy;
  readonly pool: ProviderPool;
  readonly waits: WaitClock;
  readonly context: ContextWatch;
  readonly requests: RequestRecorder;
  /** Of this run alone: trials take turns by it. */
  readonly trialId: string;
  /** From 0 to 1: jitter. */
  readonly random: () => number;
  /** Of this trial alone. */
  readonly token: string;
  readonly emit: (event: GatewayEvent) => void;
  /** Takes out the key, the token and every other secret. */
  readonly redact: (text: string) => string;
  readonly now: () => number;
  readonly randomId: () => string;
  /** Ended with the trial. */
  readonly signal: AbortSignal;
  /** Notes an outage and ends the trial. */
  readonly fail: (error: InfraError) => void;
}
