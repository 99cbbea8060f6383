import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox, SandboxProvider, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import { packSession, unpackSession } from "../../src/runner/session-folders.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";

const FOLDERS = [".session", ".session.json"];

function testSessions(definition: SandboxProviderDefinition): void {
  let provider: SandboxProvider;
  beforeAll(async () => {
    provider = await definition.create({ runId: `session-${process.pid}`, browserPath: null, runtime: null });
    const stacks = [{ name: "static", dockerfile: null }];
    await provider.prepare({ stacks, agentLayers: [] }, () => {}, AbortSignal.timeout(600_000));
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const open = (): Promise<Sandbox> =>
    provider.create(
      {
        role: "agent",
        owner: { runId: `session-${process.pid}`, trialId: "session", tryNumber: 1 },
        stack: "static",
        agentLayer: null,
        limits: DEFAULT_LIMITS,
        joins: null,
      },
      AbortSignal.timeout(600_000),
    );
  const sh = async (sandbox: Sandbox, script: string): Promise<string> => {
    const { home } = sandbox.layout;
    const { stdout } = await sandbox.exec(["sh", "-c", script], { user: "agent", cwd: home });
    return new TextDecoder().decode(stdout);
  };

  it("comes back as it was, and is none before it has begun", async () => {
    await using sandbox = await open();
    expect(await packSession(sandbox, FOLDERS)).toEqual({ packed: null, problem: null });
    await sh(sandbox, "mkdir -p .session/a; echo said > .session/a/log; echo '{}' > .session.json");
    const { packed, problem } = await packSession(sandbox, FOLDERS);
    expect(problem).toBeNull();
    await using other = await open();
    expect(await unpackSession(other, packed!)).toBe(true);
    expect(await sh(other, "cat .session/a/log .session.json")).toBe("said\n{}\n");
  });

  it("is kept while its program writes to it", async () => {
    await using sandbox = await open();
    const write = `i=0; mkdir -p .session; while :; do i=$((i + 1)); echo line >> .session/log; head -c 3000000 /dev/zero > .session/$((i % 9)); done`;
    await using _program = await sandbox.spawn(["sh", "-c", write], {
      user: "agent",
      cwd: sandbox.layout.home,
    });
    await expect.poll(() => sh(sandbox, "ls .session 2>/dev/null | wc -l")).toMatch(/1\d/);
    for (let round = 0; round < 5; round += 1) {
      const { packed, problem } = await packSession(sandbox, FOLDERS);
      expect(problem).toBeNull();
      expect(packed!.byteLength).toBeGreaterThan(1000);
    }
  });

  it("that is too large is said to be, and its program goes on", async () => {
    await using sandbox = await open();
    await sh(sandbox, "mkdir .session; head -c 70000000 /dev/zero > .session/large");
    await using _program = await sandbox.spawn(
      ["sh", "-c", "while :; do date +%N > tick; sleep 0.05; done"],
      {
        user: "agent",
        cwd: sandbox.layout.home,
      },
    );
    expect(await packSession(sandbox, FOLDERS)).toEqual({
      packed: null,
      problem: "it is larger than 64.0 MB",
    });
    const before = await sh(sandbox, "cat tick");
    await expect.poll(() => sh(sandbox, "cat tick")).not.toBe(before);
  });
}

describe("the session of a program, over a local sandbox", () => {
  testSessions(localProvider);
});
describeDocker("the session of a program, over a docker sandbox", () => {
  testSessions(dockerProvider);
});
