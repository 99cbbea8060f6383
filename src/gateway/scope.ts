import type { GatewayEvent } from "../core/event.ts";
import type { InfraError } from "../core/errors.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { Ledger } from "./ledger.ts";
import type { RetryPolicy } from "./retry.ts";
import type { TrialState } from "./trial-state.ts";

/** What the parts of one gateway share. */
export interface GatewayScope {
  readonly model: ResolvedModel;
  readonly ledger: Ledger;
  readonly state: TrialState;
  readonly retry: RetryPolicy;
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
