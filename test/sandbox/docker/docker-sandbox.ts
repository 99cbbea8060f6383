import Docker from "dockerode";
import { afterAll, beforeAll } from "vitest";
import type { ExecOptions, ExecResult, Sandbox, SandboxProvider } from "../../../src/core/sandbox.ts";
import { dockerProvider } from "../../../src/sandbox/docker/provider.ts";
import { spec } from "./specs.ts";

export const text = (data: Uint8Array | null | undefined): string =>
  new TextDecoder().decode(data ?? undefined);

export interface DockerFixture {
  readonly docker: Docker;
  readonly provider: () => SandboxProvider;
  readonly create: (changes?: Parameters<typeof spec>[0]) => Promise<Sandbox>;
}

/** A provider that is prepared before the tests of a `describe`, and disposed after them. */
export function useDockerProvider(): DockerFixture {
  let provider: SandboxProvider;
  beforeAll(async () => {
    provider = await dockerProvider.create({
      runId: `test-${process.pid}`,
      browserPath: null,
      runtime: null,
    });
    const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] };
    await provider.prepare(needs, () => {}, AbortSignal.timeout(600_000));
  });
  afterAll(() => provider[Symbol.asyncDispose]());
  return {
    docker: new Docker(),
    provider: () => provider,
    create: (changes) => provider.create(spec(changes), AbortSignal.timeout(600_000)),
  };
}

export const sh = (sandbox: Sandbox, script: string, options: ExecOptions = {}): Promise<ExecResult> =>
  sandbox.exec(["sh", "-c", script], { timeoutMs: 600_000, ...options });

/** Both outputs of a script, trimmed. */
export async function output(sandbox: Sandbox, script: string, options: ExecOptions = {}): Promise<string> {
  const { stdout, stderr } = await sh(sandbox, script, options);
  return `${text(stdout)}${text(stderr)}`.trim();
}
