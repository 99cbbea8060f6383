import { ProviderFault, parseError, toInfraError } from "./provider-fault.ts";
import type { GatewayScope } from "./scope.ts";
import type { ChatRequest } from "./openai-chat/request.ts";
import { createStreamReader, type StreamReader } from "./openai-chat/stream-reader.ts";
import { parseUsage, type TokenUsage } from "./openai-chat/usage.ts";
import type { Outlet } from "./outlet.ts";
import { toRecordedBody } from "./recorded-body.ts";
import { badRequest, outOfService, toErrorBody } from "./refusal.ts";
import { retryCall } from "./retry.ts";
import { callUpstream, type UpstreamReply } from "./upstream.ts";

/** One model call of an agent, admitted and under way. */
export interface ModelCall {
  readonly requestId: string;
  readonly request: ChatRequest;
  readonly outlet: Outlet;
  /** Aborted when the client gives up, and with the trial. */
  readonly signal: AbortSignal;
  /** Told when the reply is complete but for its usage: the client may hang up from now on. */
  readonly onReader: (reader: StreamReader) => void;
}

/** Status that a transcript shows for a call that the client gave up. */
const CLIENT_CLOSED = 499;

/** Carries one call to the provider and its reply back; meters, records, and settles whatever happens. */
export async function carryCall(call: ModelCall, scope: GatewayScope): Promise<void> {
  const { signal, request } = call;
  const { model, now, state } = scope;
  const body = JSON.stringify(request.body);
  const recording = startRecording(call, body, scope);
  const carried = { call, scope, record: recording.end };
  const upstream = { model, body, signal, now, onBytes: recording.noteBytes };
  try {
    const reply = await retryCall(
      () => callUpstream({ ...upstream, hasAnswered: state.hasAnswered }),
      scope.retry,
      signal,
    );
    if (reply.kind === "json") answerJson(reply, carried);
    else await answerStream(reply, carried);
  } catch (error) {
    fail(error, carried);
  }
}

/** Tells the transcript of the request now, and of its end when it comes. */
function startRecording({ requestId, request }: ModelCall, sent: string, scope: GatewayScope) {
  const { emit, redact, model, now, state, ledger } = scope;
  const startedAt = now();
  let firstByteAt: number | null = null;
  const sinceStart = (at: number): number => Math.max(0, at - startedAt);
  emit({
    type: "model-request",
    requestId,
    protocol: "openai-chat",
    model: model.model,
    body: toRecordedBody(request.body, redact),
  });
  return {
    noteBytes: (): void => {
      state.lastActivityAt = now();
      firstByteAt ??= now();
    },
    end: ({ status, reply, usage, spent }: CallEnd): void =>
      emit({
        type: "model-response",
        requestId,
        status,
        model: answeredName(reply, redact),
        usage: spent === "nothing" ? null : ledger.settle(usage, estimate(sent, spent)),
        durationMs: sinceStart(now()),
        firstByteMs: firstByteAt === null ? null : sinceStart(firstByteAt),
        body: toRecordedBody(reply, redact),
      }),
  };
}

/** What a call whose usage is not known has probably used: a token is about four characters, or one event of a stream. */
function estimate(sent: string, outputTokens: number): TokenUsage {
  return { inputTokens: Math.ceil(sent.length / 4), outputTokens, cacheReadTokens: 0, reasoningTokens: 0 };
}

interface CallEnd {
  readonly status: number;
  readonly reply: unknown;
  readonly usage: TokenUsage | null;
  /** Output tokens that were probably paid for, where the usage is not known; `nothing` where the call was refused. */
  readonly spent: number | "nothing";
}

interface Carried {
  readonly call: ModelCall;
  readonly scope: GatewayScope;
  readonly record: (end: CallEnd) => void;
}

function answerJson(
  { status, text }: Extract<UpstreamReply, { kind: "json" }>,
  { call, scope, record }: Carried,
): void {
  const reply = JSON.parse(text) as { usage?: unknown; model?: unknown };
  noteAnswer(reply.model, scope);
  record({ status, reply, usage: parseUsage(reply.usage), spent: Math.ceil(text.length / 4) });
  call.outlet.sendJson(status, scope.redact(text));
}

async function answerStream(
  { status, events }: Extract<UpstreamReply, { kind: "stream" }>,
  { call, scope, record }: Carried,
): Promise<void> {
  const { outlet } = call;
  const reader = createStreamReader(call.request.hidesUsage);
  call.onReader(reader);
  let fault: unknown = null;
  try {
    outlet.startEvents();
    for await (const data of events) {
      const passed = reader.take(data);
      if (reader.isDone()) break;
      if (passed !== null) await outlet.sendEvent(scope.redact(passed));
    }
    call.signal.throwIfAborted();
  } catch (error) {
    fault = error;
  }
  const isWhole = reader.isFinished() && !reader.hasError();
  const end = { reply: reader.body(), usage: reader.usage(), spent: reader.events() };
  record({ status: call.signal.aborted && !isWhole ? CLIENT_CLOSED : status, ...end });
  if (isWhole) {
    noteAnswer(reader.model(), scope);
    outlet.endEvents();
    return;
  }
  if (!call.signal.aborted) noteBrokenReply(fault, scope);
  outlet.cut();
}

function noteAnswer(model: unknown, { state, redact }: GatewayScope): void {
  state.hasAnswered = true;
  state.brokenReply = null;
  if (typeof model === "string") state.answeredModel = redact(model);
}

function noteBrokenReply(fault: unknown, { state, model, redact }: GatewayScope): void {
  const known =
    fault instanceof ProviderFault
      ? fault
      : new ProviderFault("a stream that broke off", { verdict: "again", cause: fault });
  state.brokenReply = toInfraError(known, model, redact);
}

function fail(error: unknown, { call, scope, record }: Carried): void {
  const { outlet, signal } = call;
  if (signal.aborted) {
    record({ status: CLIENT_CLOSED, reply: null, usage: null, spent: 0 });
    outlet.cut();
    return;
  }
  const fault =
    error instanceof ProviderFault
      ? error
      : new ProviderFault(String(error), { verdict: "again", cause: error });
  record({ status: fault.status ?? 502, reply: fault.body, usage: null, spent: "nothing" });
  if (fault.verdict === "pass") {
    scope.state.brokenReply = null;
    const said = scope.redact(fault.body);
    outlet.sendJson(fault.status ?? 400, parseError(said) === null ? toErrorBody(badRequest(said)) : said);
    return;
  }
  scope.fail(toInfraError(fault, scope.model, scope.redact));
  outlet.refuse(outOfService());
}

const answeredName = (reply: unknown, redact: GatewayScope["redact"]): string | null => {
  const model = (reply as { model?: unknown } | null)?.model;
  return typeof model === "string" ? redact(model) : null;
};
