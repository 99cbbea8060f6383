import { Duplex } from "node:stream";
import type { SandboxProcess } from "../../core/sandbox.ts";
import { writeInto } from "../write-into.ts";
import { createCappedOutput } from "../../host/capped-output.ts";
import type { Child } from "./child.ts";

const STDERR_TAIL_BYTES = 16_384;

/** A running child as the sandbox's process. `kill` ends it and all that came of it; disposal calls it. */
export function toSandboxProcess(
  child: Child,
  kill: () => Promise<void>,
  onStderr: (chunk: Uint8Array) => void,
): SandboxProcess {
  const stderr = createCappedOutput(STDERR_TAIL_BYTES);
  child.process.stderr.on("data", (chunk: Uint8Array) => {
    stderr.add(chunk);
    onStderr(chunk);
  });
  const stdio = joinStdio(child);
  const exited = child.ended.then(({ exitCode, startError }) => {
    if (startError !== null) stderr.add(Buffer.from(`${startError}\n`));
    return { exitCode };
  });
  return {
    stdio,
    stderrTail: () => new TextDecoder().decode(stderr.bytes()),
    exited,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await exited;
      stdio.destroy();
      for (const stream of [child.process.stdin, child.process.stdout, child.process.stderr])
        stream.destroy();
    },
  };
}

/** Standard output to read and standard input to write, with back-pressure both ways. A broken pipe is an end, not an error. */
function joinStdio({ process: { stdin, stdout } }: Child): Duplex {
  const duplex = new Duplex({
    read: () => void stdout.resume(),
    ...writeInto(stdin),
    destroy: (error, done) => {
      stdin.destroy();
      stdout.destroy();
      done(error);
    },
  });
  stdout.on("data", (chunk: Uint8Array) => {
    if (!duplex.push(chunk)) stdout.pause();
  });
  stdout.on("end", () => duplex.push(null));
  stdout.on("close", () => {
    if (!duplex.readableEnded && !duplex.destroyed) duplex.push(null);
  });
  stdout.on("error", () => duplex.push(null));
  return duplex;
}
