import { Duplex } from "node:stream";
import { debuglog } from "node:util";
import type { SandboxProcess } from "../../core/sandbox.ts";
import { writeInto } from "../write-into.ts";
import { createCappedOutput } from "../../host/capped-output.ts";
import { createDemuxer } from "./demux.ts";
import type { ExecSession } from "./exec-session.ts";

const debug = debuglog("buildoff:docker");
const STDERR_TAIL_BYTES = 16_384;

export interface ProcessParts {
  readonly session: ExecSession;
  /** Ends the command; settles when it has ended, or there is nothing left to end. */
  readonly kill: () => Promise<void>;
  /** What an end of the session without an exit code means. */
  readonly explain: (error: unknown) => Promise<unknown>;
  /** Throws where the command ended because its sandbox did. */
  readonly requireSurvivor: (exitCode: number) => Promise<void>;
  readonly onOutput: ((chunk: Uint8Array, stream: "stdout" | "stderr") => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A command that runs, as the sandbox's process. Disposal kills it and never throws: how it ended, `exited` tells. */
export function toSandboxProcess(parts: ProcessParts): SandboxProcess {
  const { session, kill, explain, requireSurvivor, onOutput, signal } = parts;
  const stderr = createCappedOutput(STDERR_TAIL_BYTES);
  const stdio = joinStdio(session.socket, (chunk, stream) => {
    if (stream === "stderr") stderr.add(chunk);
    onOutput?.(chunk, stream);
  });
  const cancel = (): void => void kill().catch(() => {});
  signal?.addEventListener("abort", cancel, { once: true });
  const exited = session.ended.then(
    async (exitCode) => {
      await requireSurvivor(exitCode);
      return { exitCode };
    },
    async (error: unknown) => {
      throw await explain(error);
    },
  );
  const forget = (): void => signal?.removeEventListener("abort", cancel);
  // Whoever does not ask how it ended must not be the one who is told.
  exited.then(forget, forget);
  if (signal?.aborted) cancel();
  return {
    stdio,
    stderrTail: () => new TextDecoder().decode(stderr.bytes()),
    exited,
    [Symbol.asyncDispose]: async () => {
      stdio.destroy();
      await kill().catch((error: unknown) => debug("kill: %o", error));
    },
  };
}

/** Standard output to read and standard input to write, with back-pressure both ways. A connection that breaks is an end. */
function joinStdio(socket: Duplex, see: (chunk: Uint8Array, stream: "stdout" | "stderr") => void): Duplex {
  const duplex = new Duplex({
    read: () => void socket.resume(),
    ...writeInto(socket),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  const demux = createDemuxer((chunk, stream) => {
    see(chunk, stream);
    if (stream === "stdout" && !duplex.push(chunk)) socket.pause();
  });
  let isOver = false;
  const end = (): void => {
    if (!isOver && !duplex.destroyed) duplex.push(null);
    isOver = true;
  };
  socket.on("data", demux).once("end", end).once("close", end);
  if (socket.closed) end();
  return duplex;
}
