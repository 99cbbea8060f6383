import type { Readable } from "node:stream";
import { z } from "zod";

const MessageSchema = z.object({
  stream: z.string().optional(),
  status: z.string().optional(),
  error: z.string().optional(),
});

/** The engine said that what it was asked to do failed, in the middle of its answer. */
export class EngineTaskError extends Error {
  override readonly name = "EngineTaskError";
}

/**
 * Reads the engine's answer to a pull, an import or a build to its end; `onText` sees what it says, line by line.
 * @throws EngineTaskError, or the stream's own error
 */
export async function followEngine(
  answer: NodeJS.ReadableStream,
  onText: (text: string) => void,
): Promise<void> {
  const stream = answer as Readable;
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) readMessage(line, onText);
  }
  readMessage(rest, onText);
}

function readMessage(line: string, onText: (text: string) => void): void {
  if (line.trim() === "") return;
  const message = MessageSchema.parse(JSON.parse(line));
  if (message.error !== undefined) throw new EngineTaskError(message.error.trim());
  for (const text of (message.stream ?? message.status ?? "").split("\n")) {
    if (text.trim() !== "") onText(text.trimEnd());
  }
}
