import { connect, type ClientHttp2Session } from "node:http2";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { Mount, ServiceSession } from "../core/gateway.ts";
import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";

const READY_TIMEOUT_MS = 20_000;
const READY_INTERVAL_MS = 50;
const CALL_TIMEOUT_MS = 60_000;
const MAX_REPLY_BYTES = 10_000_000;
/** What the acceptor says where nothing listens. */
const BAD_GATEWAY = 502;
/**
 * Exit codes of what was killed and of what gave up (SIGKILL, SIGABRT). In a sandbox of its own nobody but the kernel kills
 * a service, for want of memory; and Node gives up where its heap is full.
 */
const OUT_OF_MEMORY: ReadonlySet<number | null> = new Set([137, 134]);
/** Where a service has its MCP endpoint. */
const MCP_PATH = "/mcp";

/**
 * Starts a service in its sandbox and speaks with it over the stdio of a command: it needs no network. The caller
 * disposes it, and the sandbox after it. Its failure has a SandboxDeathError as its cause where it ended of what it was sent.
 * @throws InfraError `service` where it does not begin to listen
 */
export async function openServiceSession(
  sandbox: Sandbox,
  { name, file, signal }: { readonly name: string; readonly file: string; readonly signal: AbortSignal },
): Promise<ServiceSession> {
  const { layout } = sandbox;
  const server = await sandbox.spawn([layout.node, file], {
    user: "agent",
    cwd: layout.app,
    env: { HOST: "127.0.0.1", PORT: String(layout.port), STATE_DIR: `${layout.app}/state` },
  });
  const ended = watchEnd(server);
  const acceptor = await sandbox.spawn([layout.node, `${layout.runtime}/acceptor.mjs`, String(layout.port)], {
    user: "forwarder",
  });
  acceptor.exited.catch(() => {});
  const session = connect("http://service", { createConnection: () => acceptor.stdio as unknown as Duplex });
  session.on("error", () => {});
  const handle: Mount["handle"] = (request) => carry(session, request);
  const failure = (): InfraError | null => {
    const end = ended();
    if (end === null) return null;
    const said = server.stderrTail().trim().slice(-500);
    return new InfraError("service", `the service ${name} has ended: ${said}`, end);
  };
  for (const startedAt = performance.now(); ;) {
    signal.throwIfAborted();
    const { status } = await handle(new Request("http://service/"));
    if (status !== BAD_GATEWAY) break;
    const lost = failure();
    if (lost !== null) throw lost;
    if (performance.now() - startedAt > READY_TIMEOUT_MS)
      throw new InfraError("service", `the service ${name} does not listen on $PORT`);
    await wait(READY_INTERVAL_MS, undefined, { signal });
  }
  return {
    mount: { name, handle },
    failure,
    [Symbol.asyncDispose]: async () => {
      // Not by the session, for the reason that the forwarder's has.
      acceptor.stdio.destroy();
    },
  };
}

/** Null while it runs; then what ended it, as far as that is known. */
function watchEnd(server: SandboxProcess): () => { readonly cause: unknown } | null {
  let end: { readonly cause: unknown } | null = null;
  void (async () => {
    try {
      const { exitCode } = await server.exited;
      const isFull = OUT_OF_MEMORY.has(exitCode);
      end = { cause: isFull ? new SandboxDeathError("memory", "it ran out of memory") : undefined };
    } catch (cause) {
      end = { cause };
    }
  })();
  // What it prints is read, so that it never waits for a reader.
  void (async () => {
    for await (const _chunk of server.stdio);
  })().catch(() => {});
  return () => end;
}

/** Never throws: a service that cannot be reached is an answer. */
async function carry(session: ClientHttp2Session, request: Request): Promise<Response> {
  try {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? null : await request.bytes();
    return await exchange(session, {
      method: request.method,
      path: pathname === "/" ? MCP_PATH : `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      body,
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
    });
  } catch (error) {
    return Response.json(
      { error: { message: `the service cannot be reached: ${String(error)}` } },
      { status: BAD_GATEWAY },
    );
  }
}

interface ServiceCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly signal: AbortSignal;
}

function exchange(session: ClientHttp2Session, call: ServiceCall): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const stream = session.request({ ":method": call.method, ":path": call.path, ...call.headers });
  const chunks: Buffer[] = [];
  let size = 0;
  let status = BAD_GATEWAY;
  let type = "application/json";
  const cancel = (): void => void stream.destroy(new Error("it did not answer in time"));
  call.signal.addEventListener("abort", cancel, { once: true });
  stream.on("response", (headers) => {
    status = headers[":status"] ?? BAD_GATEWAY;
    type = headers["content-type"] ?? type;
  });
  stream.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > MAX_REPLY_BYTES) stream.destroy(new Error("its answer is too long"));
    else chunks.push(chunk);
  });
  stream.on("end", () => {
    const hasBody = status >= 200 && status !== 204 && status !== 304;
    resolve(
      new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers: { "content-type": type } }),
    );
  });
  stream.on("error", reject);
  stream.on("close", () => {
    call.signal.removeEventListener("abort", cancel);
    reject(new Error("the connection was closed"));
  });
  stream.end(call.body ?? undefined);
  return promise;
}
