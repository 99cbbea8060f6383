import { createHash, timingSafeEqual } from "node:crypto";
import pLimit from "p-limit";
import { InfraError } from "../core/errors.ts";
import type { ClientRequest } from "./client.ts";
import { carryCall } from "./model-call.ts";
import { carryToMount, findMount, MOUNT_PREFIX } from "./mount-call.ts";
import { openaiChat, readBearer } from "./openai-chat/protocol.ts";
import { badToken, notFound, outOfService, type Refusal, tooManyCalls, tooManyCounts } from "./refusal.ts";
import type { Admission, AskedCall } from "./ledger.ts";
import type { GatewayScope, ModelRoute } from "./scope.ts";
import type { StreamReader, WireRoute } from "./wire-protocol.ts";

/** Calls at the provider at once; more wait. */
const MAX_PARALLEL = 32;
/** Calls that wait; more are refused. */
const MAX_WAITING = 512;
/** An agent that is refused for ever does not fill the transcript. */
const MAX_RECORDED_REFUSALS = 1_000;
/** Counts of tokens to one request that a trial may make: they are free, and endless ones would not be. */
const COUNTS_PER_REQUEST = 10;
/** How long the usage of a finished reply is waited for when the client has already hung up. */
const USAGE_GRACE_MS = 5_000;

export interface Router {
  /** Answers one request of the agent. */
  readonly route: (client: ClientRequest) => void;
  /** Resolves when every call under way has been settled and recorded. */
  readonly settled: () => Promise<void>;
}

export function createRouter(scope: GatewayScope): Router {
  const slots = pLimit(MAX_PARALLEL);
  const calls = new Set<Promise<void>>();
  const bodies = pLimit(MAX_PARALLEL);
  const mostCounts = COUNTS_PER_REQUEST * scope.limits.requests;
  let counts = 0;
  let refusals = 0;
  const protocol = scope.route?.protocol ?? openaiChat;

  const refuse = ({ outlet }: ClientRequest, refusal: Refusal): void => {
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
    outlet.sendJson(refusal.status, protocol.toErrorBody(refusal));
  };
  const answerModel = async (client: ClientRequest, asked: WireRoute, route: ModelRoute): Promise<void> => {
    if (!client.outlet.isOpen() || scope.signal.aborted) return client.outlet.cut();
    const body = await client.readBody(scope.signal);
    if (body === null) return client.outlet.cut();
    if (!(body instanceof Uint8Array)) return refuse(client, body);
    const request = route.protocol.toRequest(body, asked, route);
    if ("code" in request) return refuse(client, request);
    if (asked.kind === "count" && (counts += 1) > mostCounts)
      return refuse(client, tooManyCounts(mostCounts));
    using follower = followClient(client, scope.signal);
    using _pending = countPending(scope);
    const requestId = scope.randomId();
    const outputCap = route.protocol.readOutputCap(request.body);
    const asking = { requestId, asked, model: route.model.name, sentBytes: body.byteLength, outputCap };
    const admitted = await admit(asking, scope);
    if ("code" in admitted) return refuse(client, admitted);
    using _admission = admitted;
    await carryCall({ requestId, client, asked, request, ...follower }, route, scope);
  };
  const enqueue = (client: ClientRequest, work: () => Promise<void>): void => {
    if (slots.pendingCount >= MAX_WAITING) return refuse(client, tooManyCalls());
    const call = slots(work).catch((cause: unknown) => {
      scope.fail(new InfraError("bug", `the gateway failed: ${String(cause)}`, { cause }));
      client.outlet.cut();
    });
    calls.add(call);
    void call.finally(() => calls.delete(call));
  };
  const routeMount = (client: ClientRequest): void => {
    if (!isToken(readBearer(client.headers["authorization"]), scope.token)) return refuse(client, badToken());
    const found = findMount(client.path, scope.mounts());
    if ("code" in found) return refuse(client, found);
    // Only what has a body takes a slot: a server's open event stream would hold one for ever.
    const carry = (): Promise<void> => carryToMount(client, found, scope).catch(() => client.outlet.cut());
    const call = client.method === "POST" ? bodies(carry) : carry();
    calls.add(call);
    void call.finally(() => calls.delete(call));
  };
  const route: Router["route"] = (client) => {
    if (scope.signal.aborted) return client.outlet.cut();
    if (client.path.startsWith(MOUNT_PREFIX)) return routeMount(client);
    const asked = scope.route?.protocol.route(client.method, client.path, client.query) ?? null;
    if (asked === null || scope.route === null) return refuse(client, notFound());
    const known = scope.route;
    if (!isToken(protocol.readToken(client.headers, client.query), scope.token))
      return refuse(client, badToken());
    if (asked.kind === "models")
      return client.outlet.sendJson(200, JSON.stringify(protocol.listModels(known.model)));
    enqueue(client, () => answerModel(client, asked, known));
  };
  return { route, settled: async () => void (await Promise.all(calls)) };
}

interface Asking extends AskedCall {
  readonly requestId: string;
  readonly asked: WireRoute;
  /** provider/name */
  readonly model: string;
}

const FREE: Admission = { [Symbol.dispose]: () => {} };

/** Waits where the trial is so near a limit that its calls are made one after another: for a call of its own, in its own time. */
async function admit(asking: Asking, scope: GatewayScope): Promise<Refusal | Admission> {
  const { state, pool, ledger, emit, now } = scope;
  const { requestId } = asking;
  for (;;) {
    const closed = pool.closed(asking.model);
    if (closed !== null) scope.fail(closed);
    if (state.outage !== null || scope.signal.aborted) return outOfService();
    if (asking.asked.kind !== "call") return FREE;
    const admitted = ledger.admit(asking);
    if (admitted !== "later") return admitted;
    const startedAt = now();
    await ledger.nextSettled();
    const message = "near a limit calls are made one after another";
    emit({ type: "model-wait", requestId, reason: "busy", waitMs: Math.max(0, now() - startedAt), message });
  }
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
function followClient({ closed }: ClientRequest, trial: AbortSignal) {
  const controller = new AbortController();
  let reader: StreamReader | null = null;
  let grace: NodeJS.Timeout | undefined;
  const giveUp = (): void => controller.abort(new Error("the client gave up"));
  const onClose = (): void => {
    if (reader?.isFinished() === true) grace = setTimeout(giveUp, USAGE_GRACE_MS);
    else giveUp();
  };
  if (closed.aborted) giveUp();
  else closed.addEventListener("abort", onClose, { once: true });
  return {
    signal: AbortSignal.any([controller.signal, trial]),
    onReader: (started: StreamReader) => {
      reader = started;
    },
    [Symbol.dispose]: () => {
      closed.removeEventListener("abort", onClose);
      clearTimeout(grace);
    },
  };
}

/** Compares digests, so that neither time nor length tells anything. */
function isToken(sent: string | null, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(sent ?? ""), digest(token));
}
