import type { Protocol } from "../core/protocol.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import { anthropicMessages } from "./anthropic-messages/protocol.ts";
import { gemini } from "./gemini/protocol.ts";
import { openaiChat } from "./openai-chat/protocol.ts";
import { openaiResponses } from "./openai-responses/protocol.ts";
import type { WireProtocol } from "./wire-protocol.ts";

/** Every wire format by its name. A new one is a folder beside this, and a line here. */
export const protocols: Readonly<Record<Protocol, WireProtocol>> = {
  "openai-chat": openaiChat,
  "openai-responses": openaiResponses,
  "anthropic-messages": anthropicMessages,
  gemini,
};

/** The first protocol that the agent speaks and the model's provider has; null where they have none in common. */
export function chooseProtocol(spoken: readonly Protocol[], model: ResolvedModel): WireProtocol | null {
  const name = spoken.find((protocol) => model.endpoints[protocol] !== undefined);
  return name === undefined ? null : protocols[name];
}
