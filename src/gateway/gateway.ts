import type { ModelAccess } from "../core/agent.ts";
import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { GatewayEvent } from "../core/event.ts";
import type { Gateway, Mount } from "../core/gateway.ts";
import type { LimitName, Limits } from "../core/limits.ts";
import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";
import { NO_USAGE, type Usage } from "../core/usage.ts";
import { priceCall } from "../models/price.ts";
import type { RunBudget } from "./budget.ts";
import { createCallTimer } from "./call-timer.ts";
import { createGatewayFetch, fromStream } from "./client.ts";
import { type ForwarderSession, openForwarder } from "./forwarder-session.ts";
import { createContextWatch } from "./context-watch.ts";
import { createLedger } from "./ledger.ts";
import { MOUNT_PREFIX } from "./mount-call.ts";
import { createProviderPool, type ProviderPool } from "./provider-pool.ts";
import { createRequestRecorder } from "./request-record.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./retry.ts";
import { createRouter } from "./router.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import { createTrialState } from "./trial-state.ts";
import { createWaitClock } from "./wait-clock.ts";

export interface GatewayOptions {
  /** Null: the trial has no model, only mounts. */
  readonly route: ModelRoute | null;
  readonly limits: Limits;
  /** What an interrupted earlier part of the same try has used. */
  readonly usedBefore?: Usage;
  readonly emit: (event: GatewayEvent) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Unpredictable: a trial's token is made of it. */
  readonly randomId: () => string;
  readonly signal: AbortSignal;
  /** Takes out every secret that is known to the run, the model's key among them. */
  readonly redact: (text: string) => string;
  readonly budget?: RunBudget;
  readonly retry?: RetryPolicy;
  /** Shared by the trials of a run that ask the same provider. */
  readonly pool?: ProviderPool;
  readonly trialId?: string;
}

/** The way out of one trial's sandbox: to one model and its mounts, within limits, metered and recorded. The caller disposes it. */
export function createGateway(options: GatewayOptions): Gateway {
  const { route, limits, now } = options;
  let mounts: readonly Mount[] = [];
  const token = `trial-${options.randomId()}`;
  const state = createTrialState();
  const timer = createCallTimer();
  const waits = createWaitClock(now);
  const exhausted = new AbortController();
  const ended = new AbortController();
  const ledger = createLedger({
    limits,
    budget: options.budget ?? null,
    price: (usage, durationMs) =>
      priceCall(route?.model.price ?? null, usage, { at: new Date(now()), durationMs }),
    usedBefore: options.usedBefore ?? NO_USAGE,
    onLimit: (message) => exhausted.abort(new Error(message)),
  });
  const redact = (text: string): string => options.redact(text).replaceAll(token, "[redacted]");
  const scope: GatewayScope = {
    route,
    mounts: () => mounts,
    limits,
    ledger,
    timer,
    pool: options.pool ?? createProviderPool(Number.POSITIVE_INFINITY, now),
    waits,
    context: createContextWatch(route?.model.facts.contextLength ?? null),
    trialId: options.trialId ?? token,
    random: Math.random,
    state,
    token,
    now,
    retry: options.retry ?? DEFAULT_RETRY,
    emit: options.emit,
    redact,
    requests: createRequestRecorder(redact),
    randomId: options.randomId,
    signal: AbortSignal.any([options.signal, ended.signal]),
    fail: (error) => {
      state.outage ??= error;
      exhausted.abort(error);
    },
  };
  const router = createRouter(scope);
  const fetch = createGatewayFetch(router.route);
  let session: ForwarderSession | null = null;

  return {
    attach: async (sandbox, carried) => {
      mounts = carried;
      await session?.[Symbol.asyncDispose]();
      session = await openForwarder(sandbox, {
        onRequest: (stream, headers) => router.route(fromStream(stream, headers, scope.retry.stallMs)),
        onLost: (forwarder) => void explainLoss(sandbox, forwarder, scope),
        signal: scope.signal,
      });
      const origin = `http://127.0.0.1:${session.port}`;
      return {
        model: route === null ? null : { ...toModelAccess(route, origin), token, fetch },
        mcpServers: mounts.map(({ name }) => ({
          name,
          url: `${origin}${MOUNT_PREFIX}${name}`,
          token,
          fetch,
        })),
      };
    },
    access: () => (route === null ? null : { ...toModelAccess(route, "http://127.0.0.1"), token, fetch }),
    usage: ledger.usage,
    timing: () => timer.timing(waits.totalMs()),
    waitedMs: waits.totalMs,
    limitHit: ledger.limitHit,
    exhausted: exhausted.signal,
    lastActivityAt: () => state.lastActivityAt,
    pending: () => state.pending,
    answeredModel: () => state.answeredModel,
    failure: () => state.outage ?? (ledger.limitHit() === null ? state.brokenReply : null),
    [Symbol.asyncDispose]: async () => {
      ended.abort(new Error("the trial is over"));
      await router.settled();
      await session?.[Symbol.asyncDispose]();
    },
  };
}

function toModelAccess(
  { model, protocol }: ModelRoute,
  origin: string,
): Omit<ModelAccess, "token" | "fetch"> {
  return {
    model: model.model,
    protocol: protocol.name,
    baseUrl: `${origin}${protocol.basePath}`,
    contextLength: model.facts.contextLength,
    seesImages: model.facts.seesImages,
  };
}

const DEATH_LIMITS: Readonly<Partial<Record<string, LimitName>>> = {
  memory: "memory",
  processes: "processes",
  disk: "disk",
};

/**
 * Agent code cannot reach the forwarder, so a broken session is the infrastructure's fault; but where the sandbox died
 * of the agent's doing, the forwarder died with it, and that is no reason to run the agent again.
 */
async function explainLoss(
  sandbox: Sandbox,
  forwarder: SandboxProcess,
  { fail, ledger }: GatewayScope,
): Promise<void> {
  const cause = await forwarder.exited.then(
    () => null,
    (error: unknown) => error,
  );
  if (cause instanceof SandboxDeathError) return;
  const death = await sandbox.death().catch(() => null);
  if (death === null) {
    const said = forwarder.stderrTail().trim();
    const why = cause instanceof Error ? cause.message : said;
    fail(
      cause instanceof InfraError
        ? cause
        : new InfraError("gateway", `the gateway's session broke${why === "" ? "" : `: ${why}`}`, { cause }),
    );
    return;
  }
  const limit = DEATH_LIMITS[death];
  if (limit !== undefined) ledger.meet({ limit, message: `the sandbox met its limit of ${limit}` });
}
