import { spawn } from "node:child_process";
import { once } from "node:events";
import { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Sandbox, SandboxProcess } from "../../src/core/sandbox.ts";

const RUNTIME = fileURLToPath(new URL("../../sandboxes/runtime", import.meta.url));

export interface ProcessSandbox {
  readonly sandbox: Sandbox;
  /** Ids of the processes that were started in it. */
  readonly pids: readonly number[];
}

/** As much of a sandbox as the gateway needs: it starts real processes on this machine. */
export function createProcessSandbox(death: Sandbox["death"] = async () => null): ProcessSandbox {
  const pids: number[] = [];
  const start = async (command: readonly string[]): Promise<SandboxProcess> => {
    const child = spawn(command[0]!, command.slice(1), { stdio: ["pipe", "pipe", "pipe"] });
    pids.push(child.pid!);
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const exited = once(child, "close").then(([exitCode]) => ({ exitCode: exitCode as number | null }));
    const stdio = Duplex.from({ readable: child.stdout, writable: child.stdin });
    stdio.on("error", () => {});
    return {
      stdio,
      stderrTail: () => stderr,
      exited,
      [Symbol.asyncDispose]: async () => {
        child.kill("SIGKILL");
        await exited;
      },
    };
  };
  const sandbox = {
    layout: { node: process.execPath, runtime: RUNTIME },
    spawn: start,
    death,
  } as unknown as Sandbox;
  return { sandbox, pids };
}
