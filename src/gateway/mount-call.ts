import type { Mount } from "../core/gateway.ts";
import type { ClientRequest } from "./client.ts";
import { parseJson } from "./provider-fault.ts";
import { toRecordedBody } from "./recorded-body.ts";
import { noSuchMount, type Refusal } from "./refusal.ts";
import type { GatewayScope } from "./scope.ts";

/** Below it, the first part of a path names a mount. */
export const MOUNT_PREFIX = "/mcp/";

export interface FoundMount {
  readonly mount: Mount;
  /** What is left of the path. */
  readonly path: string;
}

export function findMount(path: string, mounts: readonly Mount[]): FoundMount | Refusal {
  const [name = "", ...rest] = path.slice(MOUNT_PREFIX.length).split("/");
  const mount = mounts.find((one) => one.name === name);
  return mount === undefined ? noSuchMount(name) : { mount, path: `/${rest.join("/")}` };
}

/** Headers that an MCP server needs to see. */
const PASSED_HEADERS = ["content-type", "accept", "mcp-session-id", "mcp-protocol-version", "last-event-id"];

/** Carries one request to a mount and its answer back; calls of tools are told to the transcript. */
export async function carryToMount(
  client: ClientRequest,
  { mount, path }: FoundMount,
  scope: GatewayScope,
): Promise<void> {
  const { outlet } = client;
  const body =
    client.method === "GET" || client.method === "DELETE" ? undefined : await client.readBody(scope.signal);
  if (body === null) return outlet.cut();
  if (body !== undefined && !(body instanceof Uint8Array)) return outlet.sendJson(body.status, body.message);
  const call = readToolCall(body);
  const recording = call === null ? null : startRecording(call, mount, scope);
  scope.state.lastActivityAt = scope.now();
  const response = await mount.handle(
    new Request(`http://mount${path}`, {
      method: client.method,
      headers: Object.fromEntries(
        PASSED_HEADERS.flatMap((name) => {
          const value = client.headers[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
      signal: AbortSignal.any([scope.signal, client.closed]),
    }),
  );
  if (recording === null) return outlet.sendResponse(response);
  const [passed, kept] = response.body === null ? [null, null] : response.body.tee();
  const { status, headers } = response;
  const sent = outlet.sendResponse(new Response(passed, { status, headers }));
  recording(kept === null ? "" : await new Response(kept).text().catch(() => ""));
  await sent;
  scope.state.lastActivityAt = scope.now();
}

interface ToolCall {
  readonly tool: string;
  readonly arguments: unknown;
}

/** The call of a tool that a JSON-RPC request makes; null for whatever else it is. */
function readToolCall(body: Uint8Array | undefined): ToolCall | null {
  const message = parseJson(new TextDecoder().decode(body ?? new Uint8Array()));
  const { method, params } = (message ?? {}) as {
    method?: unknown;
    params?: { name?: unknown; arguments?: unknown };
  };
  if (method !== "tools/call" || typeof params?.name !== "string") return null;
  return { tool: params.name, arguments: params.arguments ?? {} };
}

function startRecording(call: ToolCall, { name }: Mount, { emit, randomId, now, redact }: GatewayScope) {
  const callId = randomId();
  const startedAt = now();
  emit({
    type: "mcp-call",
    callId,
    server: name,
    method: "tools/call",
    tool: redact(call.tool),
    arguments: toRecordedBody(call.arguments, redact),
  });
  return (text: string): void => {
    const { result, isError } = readToolResult(text);
    emit({
      type: "mcp-result",
      callId,
      server: name,
      isError,
      durationMs: Math.max(0, now() - startedAt),
      result: toRecordedBody(result, redact),
    });
  };
}

/** The result in a reply that is JSON, or the last one in a stream of events. */
function readToolResult(text: string): { readonly result: unknown; readonly isError: boolean } {
  const lines = text.split("\n").flatMap((line) => (line.startsWith("data:") ? [line.slice(5)] : []));
  const message = parseJson(lines.at(-1) ?? text) as
    | { result?: { isError?: unknown }; error?: unknown }
    | undefined;
  if (message?.error !== undefined) return { result: message.error, isError: true };
  return {
    result: message?.result ?? null,
    isError: message?.result === undefined || message.result.isError === true,
  };
}
