import { InfraError } from "../core/errors.ts";
import type { ClientRequest } from "./client.ts";
import { ProviderFault, parseJson, toInfraError } from "./provider-fault.ts";
import { type CallRecording, startRecording } from "./call-recording.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import { badRequest, outOfService } from "./refusal.ts";
import { type Attempted, attemptCall } from "./attempts.ts";
import { noteAnswer, noteBrokenReply, noteGivenUp } from "./left-alone.ts";
import type { CallOutcome } from "./provider-pool.ts";
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

/** Characters by which requests of one conversation are known. */
const OPENING = 4_000;

/** Status that a transcript shows for a call that the client gave up. */
const CLIENT_CLOSED = 499;

interface Carried {
  readonly call: ModelCall;
  readonly route: ModelRoute;
  readonly scope: GatewayScope;
  readonly recording: CallRecording;
  /** The latest fault that was to be repeated. */
  latestFault: ProviderFault | null;
}

/** Carries one call to the provider and its reply back; meters, records, and settles whatever happens. */
export async function carryCall(call: ModelCall, route: ModelRoute, scope: GatewayScope): Promise<void> {
  const { signal, request, client } = call;
  const { protocol, model, send } = route;
  const body = JSON.stringify(request.body);
  const recording = startRecording(
    {
      requestId: call.requestId,
      request,
      sentBytes: Buffer.byteLength(body),
      opening: body.slice(0, OPENING),
    },
    route,
    scope,
  );
  const carried: Carried = { call, route, scope, recording, latestFault: null };
  const upstream = {
    protocol,
    send,
    path: protocol.toPath(call.asked, request, model),
    headers: protocol.passHeaders(client.headers, route),
    body,
    signal,
    quotaMeans: model.provider.quotaMeans,
    retry: scope.retry,
    now: scope.now,
    onBytes: recording.noteBytes,
  };
  const attempted = {
    ...call,
    model: model.name,
    onFault: (fault: ProviderFault) => {
      recording.noteFault();
      if (fault.verdict === "again") carried.latestFault = fault;
      // That a provider does not count tokens says nothing of its model.
      if (fault.verdict !== "over" || (call.asked.kind === "count" && !fault.isOfAccount)) return;
      const outage = toInfraError(fault, { ...route, redact: scope.redact });
      scope.pool.close(outage, fault.isOfAccount ? null : model.name);
    },
  };
  try {
    await answer(await attemptCall(attempted, () => ask(upstream, carried), scope), carried);
  } catch (error) {
    fail(error, carried);
  }
}

type GoodReply = Extract<UpstreamReply, { kind: "json" }> | SpokenReply;

async function answer({ reply, place, attempt }: Attempted<GoodReply>, carried: Carried): Promise<void> {
  let outcome: CallOutcome | "broken" = "other";
  try {
    outcome = reply.kind === "json" ? answerJson(reply, carried) : await answerStream(reply, carried);
  } finally {
    // What the agent has to ask for again took time that is not its own.
    attempt.end(outcome === "broken" ? "failed" : "answered");
    place.release(outcome === "broken" ? "other" : outcome);
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

function answerJson(
  { status, text }: Extract<UpstreamReply, { kind: "json" }>,
  carried: Carried,
): CallOutcome {
  const { call, route, scope, recording } = carried;
  const reply = parseJson(text);
  const facts = route.protocol.readReply(reply);
  noteAnswer(facts?.model ?? null, scope);
  const spent = call.asked.kind === "count" ? "nothing" : Math.ceil(text.length / 4);
  recording.end({ status, reply, model: facts?.model ?? null, usage: facts?.usage ?? null, spent });
  call.client.outlet.sendJson(status, scope.redact(text));
  return "good";
}

async function answerStream(spoken: SpokenReply, carried: Carried): Promise<CallOutcome | "broken"> {
  const { call, scope, recording } = carried;
  const { reader } = spoken;
  const { outlet } = call.client;
  call.onReader(reader);
  const { fault, isHeldUp } = await passEvents(spoken, carried);
  const isRefused = spoken.errorInside()?.verdict === "pass";
  const isWhole = reader.isFinished() && !reader.hasError();
  recording.end({
    status: call.signal.aborted && !isWhole ? CLIENT_CLOSED : spoken.status,
    reply: reader.body(),
    model: reader.model(),
    usage: reader.usage(),
    spent: isRefused && !reader.hasOutput() ? "nothing" : reader.events(),
  });
  if (isWhole || isRefused) {
    noteAnswer(reader.model(), scope);
    const missing = isWhole ? reader.missingEnd() : null;
    if (missing !== null) await outlet.sendEvent(missing);
    outlet.endEvents();
    return "good";
  }
  // A client of this process hangs up while it is cut off: whose doing it was is asked before.
  const isGivenUp = call.signal.aborted;
  if (isGivenUp) noteGivenUp({ ...carried, waited: recording.waited() });
  else if (!isHeldUp) noteBrokenReply(spoken.errorInside() ?? fault, carried);
  outlet.cut();
  return isGivenUp || isHeldUp ? "other" : "broken";
}

/** A client that takes nothing for so long may have made the provider break off. */
const HELD_UP_MS = 5_000;

interface Passed {
  /** What broke the stream; null where it came to its end. */
  readonly fault: unknown;
  /** The client held it up: what broke it may be the client's doing. */
  readonly isHeldUp: boolean;
}

/** Passes a stream on to its end. */
async function passEvents({ held, rest }: SpokenReply, { call, scope, recording }: Carried): Promise<Passed> {
  let longestMs = 0;
  const pass = async ({ event, data }: WireEvent): Promise<void> => {
    const startedAt = scope.now();
    await call.client.outlet.sendEvent({ event, data: scope.redact(data) });
    longestMs = Math.max(longestMs, scope.now() - startedAt);
    // It was the client that was silent, not the provider.
    recording.noteBytes();
  };
  const toPassed = (fault: unknown): Passed => ({ fault, isHeldUp: longestMs >= HELD_UP_MS });
  try {
    recording.noteOutput();
    for (const event of held) await pass(event);
    for await (const event of rest) await pass(event);
    call.signal.throwIfAborted();
    return toPassed(null);
  } catch (error) {
    return toPassed(error);
  } finally {
    await rest.return();
  }
}

function fail(error: unknown, carried: Carried): void {
  const { call, route, scope, recording } = carried;
  const { signal } = call;
  const { outlet } = call.client;
  const { protocol } = route;
  if (signal.aborted) {
    const spent = call.asked.kind === "count" ? "nothing" : 0;
    recording.end({ status: CLIENT_CLOSED, reply: null, model: null, usage: null, spent });
    outlet.cut();
    noteGivenUp({ ...carried, waited: recording.waited() });
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
    scope.state.givenUpAt = null;
    const said = scope.redact(fault.body);
    if (outlet.hasBegun()) return outlet.cut();
    const isReadable = protocol.readError(parseJson(said)) !== null;
    outlet.sendJson(fault.status ?? 400, isReadable ? said : protocol.toErrorBody(badRequest(said)));
    return;
  }
  // Another call has learned that the provider serves nobody any more.
  const isKnown = error instanceof InfraError;
  const outage = isKnown ? error : toInfraError(fault, { ...route, redact: scope.redact });
  scope.fail(outage);
  const refusal = outOfService();
  if (outlet.hasBegun()) outlet.cut();
  else outlet.sendJson(refusal.status, protocol.toErrorBody(refusal));
}
