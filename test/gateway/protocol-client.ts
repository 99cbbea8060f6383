import { onTestFinished } from "vitest";
import type { Protocol } from "../../src/core/protocol.ts";
import { type Reply, startScriptedModel } from "../support/scripted-model.ts";
import { openGateway, type OpenGatewayOptions } from "./open-gateway.ts";

const PROVIDERS: Readonly<Record<Protocol, string>> = {
  "openai-chat": "openai",
  "openai-responses": "openai",
  "anthropic-messages": "anthropic",
  gemini: "google",
};
const BODIES: Readonly<Record<Protocol, object>> = {
  "openai-chat": { messages: [{ role: "user", content: "Hello" }] },
  "openai-responses": { input: "Hello" },
  "anthropic-messages": { max_tokens: 9, messages: [{ role: "user", content: "Hello" }] },
  gemini: { contents: [{ role: "user", parts: [{ text: "Hello" }] }] },
};
const PATHS: Readonly<Record<Protocol, string>> = {
  "openai-chat": "/v1/chat/completions",
  "openai-responses": "/v1/responses",
  "anthropic-messages": "/v1/messages",
  gemini: "/v1beta/models/m:streamGenerateContent?alt=sse",
};

export interface Seen {
  readonly status: number;
  readonly text: string;
  /** The connection broke before the reply was over. */
  readonly isCut: boolean;
}

/** A gateway and a scripted server that both speak one protocol, until the test has finished. */
export async function open(
  name: Protocol,
  replies: readonly Reply[],
  options: Partial<OpenGatewayOptions> = {},
) {
  const server = await startScriptedModel({ replies });
  const opened = await openGateway({
    baseUrl: server.baseUrl,
    model: `${PROVIDERS[name]}/m`,
    protocols: [name],
    retry: { firstByteMs: 1_500, stallMs: 1_500 },
    ...options,
  });
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });
  const { access } = opened;
  /** Makes a small streamed call. @throws the signal's reason where it is aborted before there are headers */
  const ask = async (signal?: AbortSignal): Promise<Seen> => {
    const body = JSON.stringify({ ...BODIES[name], ...(name === "gemini" ? {} : { stream: true }) });
    const headers = { authorization: `Bearer ${access.token}`, "x-api-key": access.token };
    const response = await fetch(`${new URL(access.baseUrl).origin}${PATHS[name]}`, {
      method: "POST",
      headers,
      body,
      ...(signal === undefined ? {} : { signal }),
    });
    let text = "";
    try {
      for await (const chunk of response.body!) text += Buffer.from(chunk as Uint8Array).toString();
      return { status: response.status, text, isCut: false };
    } catch {
      return { status: response.status, text, isCut: true };
    }
  };
  return { ...opened, server, ask };
}
