import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import pLimit from "p-limit";
import { InfraError } from "../core/errors.ts";
import { carryCall } from "./model-call.ts";
import { toChatRequest } from "./openai-chat/request.ts";
import type { StreamReader } from "./openai-chat/stream-reader.ts";
import { createOutlet, type Outlet } from "./outlet.ts";
import { badToken, notFound, outOfService, type Refusal, tooManyCalls } from "./refusal.ts";
import { readBody } from "./request-body.ts";
import type { GatewayScope } from "./scope.ts";

/** Calls at the provider at once; more wait. */
const MAX_PARALLEL = 32;
/** Calls that wait; more are refused. */
const MAX_WAITING = 512;
/** An agent that is refused for ever does not fill the transcript. */
const MAX_RECORDED_REFUSALS = 1_000;
/** How long the usage of a finished reply is waited for when the client has already hung up. */
const USAGE_GRACE_MS = 5_000;

export interface Router {
  /** Answers one request that came out of the sandbox. */
  readonly route: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;
  /** Resolves when every call under way has been settled and recorded. */
  readonly settled: () => Promise<void>;
}

export function createRouter(scope: GatewayScope): Router {
  const slots = pLimit(MAX_PARALLEL);
  const calls = new Set<Promise<void>>();
  let refusals = 0;

  const refuse = (outlet: Outlet, refusal: Refusal): void => {
    refusals += 1;
    if (refusals <= MAX_RECORDED_REFUSALS) {
      const { status, code, message } = refusal;
      scope.emit({
        type: "model-refused",
        requestId: scope.randomId(),
        status,
        code,
        message: scope.redact(message),
      });
    }
    outlet.refuse(refusal);
  };
  const answerChat = async (stream: ServerHttp2Stream, outlet: Outlet): Promise<void> => {
    if (!outlet.isOpen() || scope.signal.aborted) return outlet.cut();
    const body = await readBody(stream, scope.signal);
    if (body === null) return outlet.cut();
    if (!(body instanceof Uint8Array)) return refuse(outlet, body);
    const request = toChatRequest(body, scope.model);
    if ("code" in request) return refuse(outlet, request);
    const refusal = scope.state.outage === null ? scope.ledger.admit() : outOfService();
    if (refusal !== null) return refuse(outlet, refusal);
    using client = followClient(stream, scope.signal);
    using _pending = countPending(scope);
    await carryCall({ requestId: scope.randomId(), request, outlet, ...client }, scope);
  };
  const enqueue = (stream: ServerHttp2Stream, outlet: Outlet): void => {
    const call = slots(() => answerChat(stream, outlet)).catch((cause: unknown) => {
      scope.fail(new InfraError("bug", `the gateway failed: ${String(cause)}`, { cause }));
      outlet.cut();
    });
    calls.add(call);
    void call.finally(() => calls.delete(call));
  };
  const route: Router["route"] = (stream, headers) => {
    const outlet = createOutlet(stream);
    if (scope.signal.aborted) return outlet.cut();
    const asked = `${headers[":method"]} ${headers[":path"]}`;
    if (asked !== "POST /v1/chat/completions" && asked !== "GET /v1/models")
      return refuse(outlet, notFound());
    if (!isToken(headers.authorization, scope.token)) return refuse(outlet, badToken());
    if (asked === "GET /v1/models") return outlet.sendJson(200, listModels(scope));
    if (slots.pendingCount >= MAX_WAITING) return refuse(outlet, tooManyCalls());
    enqueue(stream, outlet);
  };
  return { route, settled: async () => void (await Promise.all(calls)) };
}

function countPending({ state, now }: GatewayScope): Disposable {
  state.pending += 1;
  state.lastActivityAt = now();
  return {
    [Symbol.dispose]: () => {
      state.pending -= 1;
      state.lastActivityAt = now();
    },
  };
}

/** A signal that is aborted when the client hangs up on an unfinished reply, or the trial ends. */
function followClient(stream: ServerHttp2Stream, trial: AbortSignal) {
  const controller = new AbortController();
  let reader: StreamReader | null = null;
  let grace: NodeJS.Timeout | undefined;
  const giveUp = (): void => controller.abort(new Error("the client gave up"));
  const onClose = (): void => {
    if (reader?.isFinished() === true) grace = setTimeout(giveUp, USAGE_GRACE_MS);
    else giveUp();
  };
  if (stream.closed) giveUp();
  else stream.once("close", onClose);
  return {
    signal: AbortSignal.any([controller.signal, trial]),
    onReader: (started: StreamReader) => {
      reader = started;
    },
    [Symbol.dispose]: () => {
      stream.off("close", onClose);
      clearTimeout(grace);
    },
  };
}

/** Compares digests, so that neither time nor length tells anything. */
function isToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}

function listModels({ model }: GatewayScope): string {
  const entry = { id: model.model, object: "model", created: 0, owned_by: model.provider.name };
  return JSON.stringify({ object: "list", data: [entry] });
}
