import { InfraError } from "../core/errors.ts";
import { formatDuration } from "../core/format.ts";
import { ProviderFault, toInfraError } from "./provider-fault.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";

/** A call whose answer did not arrive. */
export interface LostCall {
  readonly route: ModelRoute;
  readonly scope: GatewayScope;
}

export interface GivenUpCall extends LostCall {
  /** The latest fault of the provider in this call; null where it had none. */
  readonly latestFault: ProviderFault | null;
  readonly waited: { readonly startedAt: number; readonly silentMs: number };
}

/** The provider answers: what went wrong before is of no account. */
export function noteAnswer(model: string | null, { state, redact, now }: GatewayScope): void {
  state.hasAnswered = true;
  state.answeredAt = now();
  state.brokenReply = null;
  state.givenUpAt = null;
  if (model !== null) state.answeredModel = redact(model);
}

/** The provider broke an answer off that the agent had seen a part of. */
export function noteBrokenReply(fault: unknown, { route, scope }: LostCall): void {
  const known =
    fault instanceof ProviderFault
      ? fault
      : new ProviderFault("a stream that broke off", { verdict: "again", cause: fault });
  scope.state.brokenReply = toInfraError(known, { ...route, redact: scope.redact });
}

/**
 * A client has hung up before its answer was there. That is the provider's doing where it had failed in this very call,
 * or where it kept silent for long in two calls one after the other: a client that comes back waits for an answer,
 * while one that was ended by a limit, or wants to be run again, hangs up once.
 */
export function noteGivenUp({ route, scope, latestFault, waited }: GivenUpCall): void {
  const { state, retry, now, signal } = scope;
  if (signal.aborted) return;
  // The provider has answered the agent meanwhile: a side call that is dropped at the end is no outage.
  if (state.answeredAt !== null && state.answeredAt >= waited.startedAt) return;
  if (latestFault !== null) return noteBrokenReply(latestFault, { route, scope });
  if (waited.silentMs < retry.silenceMs) return;
  const isSecond = state.givenUpAt !== null && waited.startedAt >= state.givenUpAt;
  state.givenUpAt = now();
  if (!isSecond) return;
  const { title } = route.model.provider;
  const message = `${title} (${route.endpoint.host}) kept silent for ${formatDuration(waited.silentMs)}, more than once, until the agent gave up`;
  state.brokenReply = new InfraError("provider", message);
}
