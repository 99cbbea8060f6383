import { z } from "zod";

/** Wire formats of models: what a gateway speaks to agents, and a provider to the gateway. */
export const ProtocolSchema = z.enum(["openai-chat", "openai-responses", "anthropic-messages", "gemini"]);
export type Protocol = z.infer<typeof ProtocolSchema>;
