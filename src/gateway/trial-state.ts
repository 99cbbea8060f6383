import type { InfraError } from "../core/errors.ts";

/** What a gateway knows of its trial beside the figures. One object a gateway; its members change. */
export interface TrialState {
  /** An outage that ends the trial. */
  outage: InfraError | null;
  /** The provider broke its latest reply off. Only an outage if the agent got no further answer. */
  brokenReply: InfraError | null;
  /** When a client last hung up on a provider that kept silent, in ms since the epoch; null since the last answer. */
  givenUpAt: number | null;
  answeredModel: string | null;
  hasAnswered: boolean;
  /** When the provider last answered, in ms since the epoch. */
  answeredAt: number | null;
  lastActivityAt: number;
  pending: number;
}

export function createTrialState(): TrialState {
  return {
    outage: null,
    brokenReply: null,
    givenUpAt: null,
    answeredModel: null,
    hasAnswered: false,
    answeredAt: null,
    lastActivityAt: 0,
    pending: 0,
  };
}
