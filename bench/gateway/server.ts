import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/*
 * A provider of OpenAI's Chat Completions with an answer of 300 words: as one body, as 300 events at once, or, where the prompt begins
 * with `paced`, as a model writes: some events every few milliseconds. Prints its port.
 */
const EVENTS_TOGETHER = 30;
const PAUSE_MS = 5;
const WORDS = Array.from({ length: 300 }, (_, index) => `word${index} `);
const HEAD = { id: "chat-1", created: 0, model: "gpt-4o-mini" };
const USAGE = { prompt_tokens: 5_000, completion_tokens: 300, total_tokens: 5_300 };

const whole = JSON.stringify({
  ...HEAD,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: WORDS.join("") }, finish_reason: "stop" }],
  usage: USAGE,
});
const chunk = (choices: readonly object[], usage: object | null): string =>
  `data: ${JSON.stringify({ ...HEAD, object: "chat.completion.chunk", choices, usage })}\n\n`;
const events = [
  ...WORDS.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }], null)),
  chunk([{ index: 0, delta: {}, finish_reason: "stop" }], null),
  chunk([], USAGE),
  "data: [DONE]\n\n",
];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString();
  const { stream, messages } = JSON.parse(body) as { stream?: boolean; messages: [{ content: string }] };
  const isPaced = messages[0].content.startsWith("paced");
  response.setHeader("content-type", stream === true ? "text/event-stream" : "application/json");
  if (stream !== true) return void response.end(whole);
  for (const [index, event] of events.entries()) {
    response.write(event);
    if (isPaced && index % EVENTS_TOGETHER === 0) await wait(PAUSE_MS);
  }
  response.end();
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
