import type { Protocol } from "../core/protocol.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { Refusal } from "./refusal.ts";
import type { TokenUsage } from "./token-usage.ts";

/** What a request's path asks for. `count` counts the tokens of a request that is not made: nothing is generated or paid for. */
export interface WireRoute {
  readonly kind: "call" | "count" | "models";
  /** As the path names it (Gemini); null where the body does, or nothing. */
  readonly model: string | null;
  /** As the path says (Gemini); null where the body does. */
  readonly isStreaming: boolean | null;
}

/** The terms on which a request is let through. */
export interface RequestTerms {
  readonly model: ResolvedModel;
  /** Whether the task lets the provider search the web, run code or call remote MCP servers. */
  readonly allowsProviderTools: boolean;
}

/** A request as it goes to the provider. */
export interface ModelRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly isStreaming: boolean;
  /** The client did not ask for the usage in the stream, and does not get to see it. */
  readonly hidesUsage: boolean;
}

/** One server-sent event. */
export interface WireEvent {
  /** The `event:` line; null where there is none. */
  readonly event: string | null;
  readonly data: string;
}

/** Reads a streamed reply as it passes: meters it, puts it together, and takes out what the client did not ask for. */
export interface StreamReader {
  /**
   * Takes one event; gives what the client gets of it, or null.
   * @throws ProviderFault where it is nothing of this protocol
   */
  readonly take: (event: WireEvent) => WireEvent | null;
  /** The provider has said its last word (`[DONE]`, `message_stop`, `response.completed`). */
  readonly isDone: () => boolean;
  /** The model has finished, whether or not the last word came: only the usage may be missing. */
  readonly isFinished: () => boolean;
  /** What a client waits for and the provider left out, once the model has finished; null where nothing is missing. */
  readonly missingEnd: () => WireEvent | null;
  /** The provider put an error into the stream. */
  readonly hasError: () => boolean;
  /** Anything that the model wrote has come: text, thoughts or a call of a tool. */
  readonly hasOutput: () => boolean;
  readonly usage: () => TokenUsage | null;
  readonly model: () => string | null;
  /** Events with content so far: about as many as tokens. */
  readonly events: () => number;
  /** The whole reply, as it would have been without streaming. */
  readonly body: () => unknown;
}

/** What is read out of a reply that came as a whole. */
export interface ReplyFacts {
  readonly usage: TokenUsage | null;
  readonly model: string | null;
}

/** What a provider says went wrong, in its own words. */
export interface WireError {
  readonly code: string | number | null;
  /** The status that it would have had by itself, where it stands in a reply with another; null where nobody can tell. */
  readonly status: number | null;
  /** How long the provider asks to wait, in ms; null where its body does not say. */
  readonly retryAfterMs: number | null;
  readonly message: string | null;
  /** The request's own content was refused (moderation), which is nobody's outage. */
  readonly isModeration: boolean;
}

/** A wire format between agents and providers. Pure. One folder each, one line in `protocols.ts`. */
export interface WireProtocol {
  readonly name: Protocol;
  /** Below which the clients of this protocol put their paths: `/v1`, or nothing where they add the version themselves. */
  readonly basePath: string;
  /** Null where the request is none of this protocol's. `path` is without its query. */
  readonly route: (method: string, path: string, query: URLSearchParams) => WireRoute | null;
  /** The token that a client sends, wherever this protocol has it. */
  readonly readToken: (
    headers: Readonly<Record<string, string | undefined>>,
    query: URLSearchParams,
  ) => string | null;
  /** Judges and rewrites the body of a `call` or a `count`. */
  readonly toRequest: (bytes: Uint8Array, route: WireRoute, terms: RequestTerms) => ModelRequest | Refusal;
  /** Path and query of the provider's endpoint, below its base URL. */
  readonly toPath: (route: WireRoute, request: ModelRequest, model: ResolvedModel) => string;
  /** What the provider needs to see of the client's headers, such as the version of the protocol. */
  readonly passHeaders: (
    headers: Readonly<Record<string, string | undefined>>,
    terms: RequestTerms,
  ) => Readonly<Record<string, string>>;
  /** Output tokens that a request allows at most; null where it does not say. */
  readonly readOutputCap: (body: ModelRequest["body"]) => number | null;
  readonly createReader: (request: ModelRequest) => StreamReader;
  /** Null where this is no usable reply. */
  readonly readReply: (reply: unknown) => ReplyFacts | null;
  /** What an error reply, or an error inside a good one, says; null where it holds none. */
  readonly readError: (body: unknown) => WireError | null;
  readonly listModels: (model: ResolvedModel) => unknown;
  /** A refusal as this protocol's clients read it. */
  readonly toErrorBody: (refusal: Refusal) => string;
}
