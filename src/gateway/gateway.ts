import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { GatewayEvent } from "../core/event.ts";
import type { Gateway } from "../core/gateway.ts";
import type { LimitName, Limits } from "../core/limits.ts";
import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";
import { priceUsage } from "../models/price.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { RunBudget } from "./budget.ts";
import { type ForwarderSession, openForwarder } from "./forwarder-session.ts";
import { createLedger } from "./ledger.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./retry.ts";
import { createRouter } from "./router.ts";
import type { GatewayScope } from "./scope.ts";
import { createTrialState } from "./trial-state.ts";

export interface GatewayOptions {
  readonly model: ResolvedModel;
  readonly limits: Limits;
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
}

/** The way out of one trial's sandbox: to one model, within limits, metered and recorded. The caller disposes it. */
export function createGateway(options: GatewayOptions): Gateway {
  const { model, limits, now } = options;
  const token = `trial-${options.randomId()}`;
  const state = createTrialState();
  const exhausted = new AbortController();
  const ended = new AbortController();
  const ledger = createLedger({
    limits,
    budget: options.budget ?? null,
    price: (usage) => priceUsage(model.price, usage, new Date(now())),
    onLimit: (message) => exhausted.abort(new Error(message)),
  });
  const scope: GatewayScope = {
    model,
    ledger,
    state,
    token,
    now,
    retry: options.retry ?? DEFAULT_RETRY,
    emit: options.emit,
    redact: (text) => options.redact(text).replaceAll(token, "[redacted]"),
    randomId: options.randomId,
    signal: AbortSignal.any([options.signal, ended.signal]),
    fail: (error) => {
      state.outage ??= error;
      exhausted.abort(error);
    },
  };
  const router = createRouter(scope);
  let session: ForwarderSession | null = null;

  return {
    attach: async (sandbox) => {
      await session?.[Symbol.asyncDispose]();
      session = await openForwarder(sandbox, {
        onRequest: router.route,
        onLost: (forwarder) => void explainLoss(sandbox, forwarder, scope),
        signal: scope.signal,
      });
      const baseUrl = `http://127.0.0.1:${session.port}/v1`;
      return { model: model.model, protocol: "openai-chat", baseUrl, token };
    },
    usage: ledger.usage,
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
