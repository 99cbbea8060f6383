import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { InfraError, WorkspaceRejectedError } from "../../src/core/errors.ts";
import type { TrialEventBody } from "../../src/core/event.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import { createGatedSandbox } from "../../src/runner/gated-sandbox.ts";
import { type KeepRequest, keepMoment } from "../../src/runner/keep-moment.ts";
import { sanitizeArchive } from "../../src/sandbox/archive/sanitize.ts";
import { openLocalSandbox } from "../agents/run-agent.ts";

type KeepContext = Parameters<typeof keepMoment>[1];

const sanitize: KeepContext["archive"]["sanitize"] = (content, limits) =>
  sanitizeArchive(content, { prefix: "app/", limits });
const context = {
  sha256: (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex"),
  archive: { sanitize },
  workspaces: { put: async () => {} },
} as unknown as KeepContext;

/** Keeps one of a sandbox in which a program counts, and tells whether it counts on afterwards. */
async function keep(changes: Partial<KeepRequest> = {}, faults: Partial<Sandbox> = {}) {
  await using sandbox = await openLocalSandbox();
  await using _counter = await sandbox.spawn(["sh", "-c", "while :; do echo x >> count; sleep 0.02; done"]);
  const count = async (): Promise<number> => (await sandbox.readFile("count", 100_000))?.byteLength ?? 0;
  await expect.poll(count).toBeGreaterThan(0);
  const events: TrialEventBody[] = [];
  const kept = await keepMoment(
    {
      limits: DEFAULT_LIMITS,
      signal: new AbortController().signal,
      emit: (event) => void events.push(event),
      recovery: null,
      gated: createGatedSandbox({ ...sandbox, ...faults }),
      services: { freeze: async () => ({}), thaw: async () => {} },
      remembered: { read: () => null },
      ...changes,
    },
    context,
  ).catch((error: unknown) => error);
  const before = await count();
  await expect.poll(count).toBeGreaterThan(before);
  return { kept, events };
}

const rejected = async () => Promise.reject(new InfraError("service", "the service is gone"));

it("keeps the workspace and lets the agent go on", async () => {
  expect((await keep()).kept).toMatchObject({ services: {}, memory: null });
});

it("lets the agent go on where the services cannot be kept, and tells why they could not", async () => {
  const { kept } = await keep({ services: { freeze: rejected, thaw: rejected } });
  expect(kept).toMatchObject({ code: "service", message: "the service is gone" });
});

it("keeps none, and fails nothing, where a service holds what cannot be kept", async () => {
  const freeze = async () =>
    Promise.reject(new WorkspaceRejectedError("too-large", "state", "the state is too large"));
  const { kept, events } = await keep({ services: { freeze, thaw: async () => {} } });
  expect(kept).toBeNull();
  expect(events).toEqual([{ type: "warning", message: "the state is too large" }]);
});

it("says that a program's session is not in it, and keeps the rest", async () => {
  const exec: Sandbox["exec"] = async () => ({
    exitCode: 2,
    end: "exited",
    stdout: new Uint8Array(),
    stderr: Buffer.from("tar: cannot read it"),
    truncated: false,
    durationMs: 1,
  });
  const recovery = { kind: "folders", folders: [".session"] } as const;
  const { kept, events } = await keep({ recovery }, { exec });
  expect(kept).toMatchObject({ memory: null });
  expect(events).toEqual([
    {
      type: "warning",
      message: "the agent's session is not in this checkpoint: tar: cannot read it",
    },
  ]);
});
