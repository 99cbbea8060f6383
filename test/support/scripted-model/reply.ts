import type { Protocol } from "../../../src/core/protocol.ts";

export interface ScriptedToolCall {
  readonly name: string;
  readonly arguments?: unknown;
  /** Sent as it is instead of the arguments, such as JSON that breaks off. */
  readonly rawArguments?: string;
  /** Group of tools that it belongs to, in the protocol that has such (Responses). */
  readonly namespace?: string;
}

export interface ScriptedUsage {
  /** Cache reads and writes included. */
  readonly inputTokens: number;
  /** Reasoning included. */
  readonly outputTokens: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
}

/** A good reply. Tokens that it does not name are 100 in, 10 out. */
export interface ScriptedMessage {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  readonly usage?: ScriptedUsage | null;
  /** Between two pieces of a stream. */
  readonly delayMs?: number;
  /** Name that the reply gives the model; the one that was asked for if silent. */
  readonly model?: string;
  /** Why it ends, in each protocol's own word; `stop`, or the tools' word, if silent. */
  readonly finish?: "length" | "refusal";
}

/** What goes wrong instead of, or in the middle of, a reply. */
export type ScriptedFault =
  | {
      readonly fault: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  | { readonly fault: "reset" }
  /** Sends this many pieces of a stream, then breaks the connection. */
  | { readonly fault: "cut"; readonly after: number; readonly text?: string }
  /** Sends this many pieces of a stream, then nothing more. */
  | { readonly fault: "stall"; readonly after: number; readonly text?: string }
  /** Sends this many pieces of a stream, then one that is no JSON, and ends. */
  | { readonly fault: "malformed"; readonly after: number }
  /** A stream that begins well and ends in the provider's own error event. */
  | { readonly fault: "error-event"; readonly after: number }
  /** The request is longer than the model takes, as the provider says it. */
  | { readonly fault: "overflow" }
  /** Sends these bytes as they are, with status 200. */
  | { readonly fault: "raw"; readonly contentType: string; readonly body: string }
  | { readonly fault: "hang" };

export type Reply = ScriptedMessage | ScriptedFault;

export interface ScriptedRequest {
  readonly number: number;
  readonly protocol: Protocol;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ScriptedBody;
  /** As the body or the path names it. */
  readonly model: string;
  readonly isStreaming: boolean;
  /** Names of the tools that the client offers. */
  readonly tools: readonly string[];
  /** What the client's tools gave back, all that the request holds, as text. */
  readonly toolResults: readonly string[];
  /** Settles when the client's connection has closed before the reply was complete. */
  readonly aborted: Promise<void>;
}

export interface ScriptedBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages?: readonly {
    readonly role: string;
    readonly content?: unknown;
    readonly [key: string]: unknown;
  }[];
  readonly tools?: readonly Record<string, unknown>[];
  readonly [key: string]: unknown;
}

/** A reply whose tokens are known, or are not to be told. */
export type Settled = ScriptedMessage & { readonly usage: ScriptedUsage | null };

export interface ServedEvent {
  readonly event: string | null;
  readonly data: object | string;
}

export interface ServedRoute {
  readonly kind: "call" | "count";
  readonly model: string | null;
  readonly isStreaming: boolean | null;
}

/** One provider's wire format, as its own server speaks it. */
export interface ServedProtocol {
  readonly name: Protocol;
  readonly route: (path: string) => ServedRoute | null;
  /** The key that a client sent, wherever this provider has it. */
  readonly readKey: (headers: ScriptedRequest["headers"], url: URL) => string | null;
  /** An error as the provider writes it. `code` is `invalid_key`, `overflow`, or null. */
  readonly toError: (status: number, message: string, code: "invalid_key" | "overflow" | null) => object;
  readonly toErrorEvent: (message: string) => ServedEvent;
  readonly toWhole: (reply: Settled, request: ScriptedRequest) => object;
  readonly toEvents: (reply: Settled, request: ScriptedRequest) => ServedEvent[];
  readonly toCount: () => object;
  readonly readTools: (body: ScriptedBody) => string[];
  readonly readToolResults: (body: ScriptedBody) => string[];
}

export const toWords = (text: string | undefined): string[] => text?.match(/\S+\s*|\s+/g) ?? [];

export const toArguments = (call: ScriptedToolCall): string =>
  call.rawArguments ?? JSON.stringify(call.arguments ?? {});

export const toPieces = (text: string): string[] => text.match(/[\s\S]{1,40}/g) ?? [];

export const toCallId = ({ number }: ScriptedRequest, index: number): string => `call_${number}_${index}`;

/** Whatever a client puts into a tool's result, as one text. */
export function toText(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(toText).join("\n");
  if (typeof content !== "object" || content === null) return "";
  const { text, output, content: inner } = content as { text?: unknown; output?: unknown; content?: unknown };
  if (text !== undefined) return toText(text);
  if (output !== undefined) return toText(output);
  if (inner !== undefined) return toText(inner);
  return JSON.stringify(content);
}

export const bearerOf = (headers: ScriptedRequest["headers"]): string | null =>
  /^Bearer (.+)$/i.exec(String(headers["authorization"] ?? ""))?.[1] ?? null;
