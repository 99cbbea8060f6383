import { once } from "node:events";
import type { Duplex } from "node:stream";
import { expect, it } from "vitest";
import type { Sandbox, SandboxProcess } from "../../src/core/sandbox.ts";
import { openForwarder } from "../../src/gateway/forwarder-session.ts";
import { createProcessSandbox } from "./process-sandbox.ts";

it("a forwarder whose output ends while it is disposed of does not take the process along", async () => {
  const { sandbox } = createProcessSandbox();
  const spawned: SandboxProcess[] = [];
  const watched = {
    ...sandbox,
    spawn: async (...given: Parameters<Sandbox["spawn"]>) => {
      const process = await sandbox.spawn(...given);
      spawned.push(process);
      return process;
    },
  };
  const signal = AbortSignal.timeout(600_000);
  const forwarder = await openForwarder(watched, { onRequest: () => {}, onLost: () => {}, signal });
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);
  process.on("uncaughtException", note);
  try {
    const [{ exited, stdio: bytes }] = spawned as [SandboxProcess];
    const stdio = bytes as unknown as Duplex;
    const ended = once(stdio, "end");
    stdio.push(null);
    await ended;
    await forwarder[Symbol.asyncDispose]();
    await exited;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    process.off("uncaughtException", note);
  }
  expect(uncaught).toEqual([]);
});
