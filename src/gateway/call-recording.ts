import type { Usage } from "../core/usage.ts";
import { toRecordedBody } from "./recorded-body.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import type { TokenUsage } from "./token-usage.ts";
import type { ModelRequest } from "./wire-protocol.ts";

export interface CallEnd {
  readonly status: number;
  readonly reply: unknown;
  readonly model: string | null;
  readonly usage: TokenUsage | null;
  /**
   * Output tokens that have come, where the usage is not known; `nothing` where the call was refused or is free. Without
   * any reply the provider may have written more: what it can have written is what counts.
   */
  readonly spent: number | "nothing";
}

/** What the transcript is told of one call. */
export interface CallRecording {
  /** Another attempt is made: what is timed begins with the last. */
  readonly noteAttempt: () => void;
  /** The attempt has failed: the provider works on nothing until the next one. */
  readonly noteFault: () => void;
  /** A piece of the reply has arrived. */
  readonly noteBytes: () => void;
  /** The model has written something. Only the first time counts. */
  readonly noteOutput: () => void;
  /** When the call began, in ms since the epoch, and for how long nothing of a reply has come. */
  readonly waited: () => { readonly startedAt: number; readonly silentMs: number };
  readonly end: (end: CallEnd) => void;
}

export interface RecordedCall {
  readonly requestId: string;
  readonly request: ModelRequest;
  readonly sentBytes: number;
  /** How the body begins. */
  readonly opening: string;
}

/** Of a reply whose request has no cap. */
const UNCAPPED_OUTPUT_TOKENS = 4_000;
/** Tokens a second that few models write, and none of the large ones. */
const FASTEST_PER_SECOND = 200;

/** Tells the transcript of the request now, and of its end when it comes. */
export function startRecording(
  { requestId, request, sentBytes, opening }: RecordedCall,
  { model, protocol }: ModelRoute,
  { emit, redact, now, state, ledger, timer, context, requests }: GatewayScope,
): CallRecording {
  const startedAt = now();
  let attemptAt = startedAt;
  let firstByteAt: number | null = null;
  let heardAt = startedAt;
  let firstOutputAt: number | null = null;
  let isAsked = false;
  emit({
    type: "model-request",
    requestId,
    protocol: protocol.name,
    model: model.model,
    body: requests.toRecord(requestId, request.body),
  });
  return {
    noteAttempt: () => {
      attemptAt = now();
      firstByteAt = null;
      isAsked = true;
    },
    noteFault: () => {
      isAsked = false;
    },
    noteBytes: () => {
      heardAt = now();
      state.lastActivityAt = heardAt;
      firstByteAt ??= heardAt;
    },
    noteOutput: () => {
      firstOutputAt ??= now();
    },
    waited: () => ({ startedAt, silentMs: Math.max(0, now() - heardAt) }),
    end: (end) => {
      const durationMs = Math.max(0, now() - startedAt);
      const usage = settle(end, Math.max(0, now() - attemptAt));
      if (usage !== null) {
        const { outputTokens, inputTokens } = usage;
        timer.note({ startedAt: attemptAt, firstOutputAt, endedAt: now(), outputTokens });
        watchContext(inputTokens);
      }
      emit({
        type: "model-response",
        requestId,
        status: end.status,
        model: end.model === null ? null : redact(end.model),
        usage,
        durationMs,
        firstByteMs: firstByteAt === null ? null : Math.max(0, firstByteAt - startedAt),
        waitMs: Math.max(0, attemptAt - startedAt),
        body: toRecordedBody(end.reply, redact),
      });
    },
  };

  function watchContext(inputTokens: number): void {
    if (model.provider.kind !== "local") return;
    const hasPictures = /"image|image_url|inlineData/.test(JSON.stringify(request.body));
    const message = context.note({ opening, sentBytes, inputTokens, hasPictures });
    if (message !== null) emit({ type: "context-truncated", requestId, message });
  }

  function settle({ usage, spent, reply }: CallEnd, durationMs: number): Usage | null {
    if (spent === "nothing") return null;
    const unseen = reply === null && isAsked ? guessUnseen(durationMs) : 0;
    const settled = ledger.settle({
      usage,
      estimate: estimate(sentBytes, Math.max(spent, unseen)),
      durationMs,
    });
    return settled === null ? null : toPublished(settled);
  }

  /** What a provider has written when nobody waited for it: a stream ends with its client, a whole reply is finished. */
  function guessUnseen(durationMs: number): number {
    const cap = protocol.readOutputCap(request.body) ?? UNCAPPED_OUTPUT_TOKENS;
    return request.isStreaming ? Math.min(cap, Math.ceil((durationMs / 1000) * FASTEST_PER_SECOND)) : cap;
  }
}

/** How long a cache keeps what was written matters to the price alone. */
function toPublished(usage: Usage & TokenUsage): Usage {
  const { cacheWriteHourTokens: _hour, ...published } = usage;
  return published;
}

/** What a call whose usage is not known has probably used: a token is about four characters, or one event of a stream. */
function estimate(sentBytes: number, outputTokens: number): TokenUsage {
  return {
    inputTokens: Math.ceil(sentBytes / 4),
    outputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
  };
}
