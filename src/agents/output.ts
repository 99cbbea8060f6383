import type { AgentEvent } from "../core/event.ts";

/** Turns what a command writes into events, up to a number of bytes; the last of it must be flushed. */
export interface OutputRecorder {
  readonly take: (chunk: Uint8Array, stream: "stdout" | "stderr") => void;
  readonly flush: () => void;
}

/** @param maxBytes of both streams together; what comes after is left out, with a note */
export function createOutputRecorder(emit: (event: AgentEvent) => void, maxBytes: number): OutputRecorder {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let left = maxBytes;
  const write = (stream: "stdout" | "stderr", text: string): void => {
    if (text !== "") emit({ type: "agent-output", stream, text });
  };
  return {
    take: (chunk, stream) => {
      if (left <= 0) return;
      write(stream, decoders[stream].decode(chunk.subarray(0, left), { stream: true }));
      left -= chunk.byteLength;
      if (left <= 0) write(stream, "\n[the rest of the output is not recorded]\n");
    },
    flush: () => {
      write("stdout", decoders.stdout.decode());
      write("stderr", decoders.stderr.decode());
    },
  };
}
