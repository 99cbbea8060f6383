import type { ClientRequest } from "./client.ts";
import { ProviderFault, parseJson, toInfraError } from "./provider-fault.ts";
import { type CallRecording, startRecording } from "./call-recording.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import { badRequest, outOfService } from "./refusal.ts";
import { retryCall } from "./retry.ts";
import { callUpstream, type UpstreamReply } from "./upstream.ts";
import type { ModelRequest, StreamReader, WireRoute } from "./wire-protocol.ts";

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
    now: scope.now,
    onBytes: recording.noteBytes,
  };
  try {
    const reply = await retryCall(
      () => callUpstream({ ...upstream, hasAnswered: scope.state.hasAnswered }),
      scope.retry,
      signal,
    );
    if (reply.kind === "json") answerJson(reply, carried);
    else await answerStream(reply, carried);
  } catch (error) {
    fail(error, carried);
  }
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
  { status, events }: Extract<UpstreamReply, { kind: "stream" }>,
  { call, route, scope, recording }: Carried,
): Promise<void> {
  const { outlet } = call.client;
  const reader = route.protocol.createReader(call.request);
  call.onReader(reader);
  let fault: unknown = null;
  try {
    outlet.startEvents();
    for await (const event of events) {
      const passed = reader.take(event);
      if (reader.hasOutput()) recording.noteOutput();
      if (passed !== null) await outlet.sendEvent({ ...passed, data: scope.redact(passed.data) });
      if (reader.isDone()) break;
    }
    call.signal.throwIfAborted();
  } catch (error) {
    fault = error;
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
    const isReadable = protocol.readError(parseJson(said)) !== null;
    outlet.sendJson(fault.status ?? 400, isReadable ? said : protocol.toErrorBody(badRequest(said)));
    return;
  }
  scope.fail(toInfraError(fault, { ...route, redact: scope.redact }));
  const refusal = outOfService();
  outlet.sendJson(refusal.status, protocol.toErrorBody(refusal));
}
