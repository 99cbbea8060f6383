import type { ClientRequest } from "./client.ts";
import { ProviderFault, parseJson, toInfraError } from "./provider-fault.ts";
import { type CallRecording, startRecording } from "./call-recording.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import { badRequest, outOfService } from "./refusal.ts";
import { attemptCall } from "./attempts.ts";
import { awaitSpeech, type SpokenReply } from "./reply-stream.ts";
import { callUpstream, type UpstreamReply, type UpstreamRequest } from "./upstream.ts";
import type { ModelRequest, StreamReader, WireEvent, WireRoute } from "./wire-protocol.ts";

/** One model call of an agent, admitted and under way. */
export interface ModelCall {
  readonly requestId: string;
  readonly client: ClientRequest;
  readonly asked: WireRoute;
  readonly request: ModelRequest;
  /** Aborted when the client gives up, and with the trial. */
  readonly signal: AbortSignal;
  /** Told when the reply is complete but for its usage: the client may hang up from now on. */
  readonly onReader: (reader: StreamReader) => void;
}

/** Status that a transcript shows for a call that the client gave up. */
const CLIENT_CLOSED = 499;

interface Carried {
  readonly call: ModelCall;
  readonly route: ModelRoute;
  readonly scope: GatewayScope;
  readonly recording: CallRecording;
}

/** Carries one call to the provider and its reply back; meters, records, and settles whatever happens. */
export async function carryCall(call: ModelCall, route: ModelRoute, scope: GatewayScope): Promise<void> {
  const { signal, request, client } = call;
  const { protocol, model, send } = route;
  const body = JSON.stringify(request.body);
  const recording = startRecording(
    { requestId: call.requestId, request, sentBytes: body.length },
    route,
    scope,
  );
  const carried = { call, route, scope, recording };
  const upstream = {
    protocol,
    send,
    path: protocol.toPath(call.asked, request, model),
    headers: protocol.passHeaders(client.headers, route),
    body,
    signal,
    retry: scope.retry,
    now: scope.now,
    onBytes: recording.noteBytes,
  };
  try {
    const { reply, place } = await attemptCall(call, () => ask(upstream, carried), scope);
    try {
      if (reply.kind === "json") answerJson(reply, carried);
      else await answerStream(reply, carried);
      place.release("good");
    } finally {
      place.release("other");
    }
  } catch (error) {
    fail(error, carried);
  }
}

/** One attempt: a reply as a whole, or a stream in which the model has begun to speak. */
async function ask(
  upstream: Omit<UpstreamRequest, "hasAnswered">,
  { call, route, scope, recording }: Carried,
): Promise<Extract<UpstreamReply, { kind: "json" }> | SpokenReply> {
  const request = { ...upstream, hasAnswered: scope.state.hasAnswered };
  recording.noteAttempt();
  const reply = await callUpstream(request);
  if (reply.kind === "json") return reply;
  // From now on the client knows that it is heard.
  call.client.outlet.startEvents();
  return awaitSpeech(reply, route.protocol.createReader(call.request), request);
}

function answerJson({ status, text }: Extract<UpstreamReply, { kind: "json" }>, carried: Carried): void {
  const { call, route, scope, recording } = carried;
  const reply = parseJson(text);
  const facts = route.protocol.readReply(reply);
  noteAnswer(facts?.model ?? null, scope);
  const spent = call.asked.kind === "count" ? "nothing" : Math.ceil(text.length / 4);
  recording.end({ status, reply, model: facts?.model ?? null, usage: facts?.usage ?? null, spent });
  call.client.outlet.sendJson(status, scope.redact(text));
}

async function answerStream(
  { status, reader, held, rest }: SpokenReply,
  { call, route, scope, recording }: Carried,
): Promise<void> {
  const { outlet } = call.client;
  call.onReader(reader);
  const pass = (event: WireEvent) => outlet.sendEvent({ ...event, data: scope.redact(event.data) });
  let fault: unknown = null;
  try {
    recording.noteOutput();
    for (const event of held) await pass(event);
    while (!reader.isDone()) {
      const next = await rest.next();
      if (next.done === true) break;
      const passed = reader.take(next.value);
      if (passed !== null) await pass(passed);
    }
    call.signal.throwIfAborted();
  } catch (error) {
    fault = error;
  } finally {
    await rest.return?.();
  }
  const isWhole = reader.isFinished() && !reader.hasError();
  recording.end({
    status: call.signal.aborted && !isWhole ? CLIENT_CLOSED : status,
    reply: reader.body(),
    model: reader.model(),
    usage: reader.usage(),
    spent: reader.events(),
  });
  if (isWhole) {
    noteAnswer(reader.model(), scope);
    const missing = reader.missingEnd();
    if (missing !== null) await outlet.sendEvent(missing);
    outlet.endEvents();
    return;
  }
  if (!call.signal.aborted) noteBrokenReply(fault, route, scope);
  outlet.cut();
}

function noteAnswer(model: string | null, { state, redact }: GatewayScope): void {
  state.hasAnswered = true;
  state.brokenReply = null;
  if (model !== null) state.answeredModel = redact(model);
}

function noteBrokenReply(fault: unknown, route: ModelRoute, { state, redact }: GatewayScope): void {
  const known =
    fault instanceof ProviderFault
      ? fault
      : new ProviderFault("a stream that broke off", { verdict: "again", cause: fault });
  state.brokenReply = toInfraError(known, { ...route, redact });
}

function fail(error: unknown, { call, route, scope, recording }: Carried): void {
  const { signal } = call;
  const { outlet } = call.client;
  const { protocol } = route;
  if (signal.aborted) {
    recording.end({ status: CLIENT_CLOSED, reply: null, model: null, usage: null, spent: 0 });
    outlet.cut();
    return;
  }
  const fault =
    error instanceof ProviderFault
      ? error
      : new ProviderFault(String(error), { verdict: "again", cause: error });
  recording.end({
    status: fault.status ?? 502,
    reply: fault.body,
    model: null,
    usage: null,
    spent: "nothing",
  });
  if (fault.verdict === "pass" || call.asked.kind === "count") {
    scope.state.brokenReply = null;
    const said = scope.redact(fault.body);
    if (outlet.hasBegun()) return outlet.cut();
    const isReadable = protocol.readError(parseJson(said)) !== null;
    outlet.sendJson(fault.status ?? 400, isReadable ? said : protocol.toErrorBody(badRequest(said)));
    return;
  }
  const outage = toInfraError(fault, { ...route, redact: scope.redact });
  if (fault.verdict === "over") scope.pool.close(outage);
  scope.fail(outage);
  const refusal = outOfService();
  if (outlet.hasBegun()) outlet.cut();
  else outlet.sendJson(refusal.status, protocol.toErrorBody(refusal));
}
