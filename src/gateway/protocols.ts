import type { Protocol } from "../core/protocol.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import { openaiChat } from "./openai-chat/protocol.ts";
import type { WireProtocol } from "./wire-protocol.ts";

/** Every wire format by its name. A new one is a folder beside this, and a line here. */
export const protocols: Readonly<Partial<Record<Protocol, WireProtocol>>> = {
  "openai-chat": openaiChat,
};

/** The first protocol that the agent speaks and the model's provider has; null where they have none in common. */
export function chooseProtocol(spoken: readonly Protocol[], model: ResolvedModel): WireProtocol | null {
  const name = spoken.find((protocol) => model.endpoints[protocol] !== undefined);
  return name === undefined ? null : (protocols[name] ?? null);
}
