import { afterAll, beforeAll, expect, it } from "vitest";
import { agents } from "../../src/agents/registry.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox, SandboxProvider } from "../../src/core/sandbox.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { readApp, runAgent } from "../agents/run-agent.ts";
import { describeDocker } from "../support/needs.ts";
import { type Reply, type ScriptedRequest, startScriptedModel } from "../support/scripted-model.ts";
import { ask, KEY, openGateway, type OpenedGateway } from "./open-gateway.ts";

const RUN_ID = `gateway-test-${process.pid}`;

describeDocker("the gateway in a container without network", () => {
  let provider: SandboxProvider;

  beforeAll(async () => {
    provider = await dockerProvider.create({ runId: RUN_ID, browserPath: null, runtime: null });
    const needs = {
      stacks: [{ name: "static", dockerfile: null }],
      agentLayers: [{ name: "qwen-code", dockerfile: null }],
    };
    await provider.prepare(needs, () => {}, new AbortController().signal);
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const openSandbox = (): Promise<Sandbox> =>
    provider.create(
      {
        role: "agent",
        owner: { runId: RUN_ID, trialId: "trial", tryNumber: 1 },
        stack: "static",
        agentLayer: "qwen-code",
        limits: DEFAULT_LIMITS,
        joins: null,
      },
      new AbortController().signal,
    );

  /** Runs a shell script as the agent, with the address and the token of its model. */
  const sh = async (sandbox: Sandbox, { access }: OpenedGateway, script: string) => {
    const env = { URL: access.baseUrl, TOKEN: access.token, BODY: JSON.stringify(ask()) };
    const { stdout, stderr, exitCode } = await sandbox.exec(["sh", "-c", script], {
      user: "agent",
      env,
      timeoutMs: 600_000,
    });
    return { out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr), exitCode };
  };
  const CALL = 'curl -sS -m 20 -H "Authorization: Bearer $TOKEN" -d "$BODY" "$URL/chat/completions"';

  it("carries calls, and goes on after the container was paused", async () => {
    await using server = await startScriptedModel({ replies: [{ text: "hello from outside" }], apiKey: KEY });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    expect((await sh(sandbox, opened, CALL)).out).toContain("hello from outside");
    for await (const _chunk of await sandbox.freeze());
    await sandbox.thaw();
    expect((await sh(sandbox, opened, CALL)).out).toContain("hello from outside");
    expect(opened.gateway.usage()).toMatchObject({ requests: 2, inputTokens: 200 });
    expect(opened.gateway.failure()).toBeNull();
  });

  it("cancels the call at the provider when a client inside is killed", async () => {
    await using server = await startScriptedModel({
      replies: [{ text: "long ".repeat(2_000), delayMs: 10 }],
    });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    const body = JSON.stringify(ask("x", { stream: true }));
    await sh(sandbox, opened, `BODY='${body}'; timeout -s KILL 1 ${CALL}`);
    await server.requests[0]!.aborted;
    await expect.poll(() => opened.gateway.pending()).toBe(0);
    expect(opened.gateway.usage().unmeteredRequests).toBe(1);
  });

  it("cannot be broken by the agent: not by killing everything, not through the forwarder's files", async () => {
    await using server = await startScriptedModel({ replies: [{ text: "still here" }] });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    await sh(sandbox, opened, "kill -9 -1");
    const attack = await sh(
      sandbox,
      opened,
      String.raw`for p in $(ls /proc | grep -E '^[0-9]+$'); do
        grep -q forwarder.mjs /proc/$p/cmdline 2>/dev/null || continue
        [ "$(stat -c %u /proc/$p)" = 10002 ] || continue
        echo found
        kill -9 $p && echo killed; kill -STOP $p && echo stopped
        (echo x > /proc/$p/fd/1) && echo written; (cat /proc/$p/environ) && echo read
        (cat /proc/$p/fd/0) && echo stolen; (echo x > /proc/$p/mem) && echo patched
      done; (echo x >> /opt/buildoff/forwarder.mjs) && echo replaced; true`,
    );
    expect(new Set(attack.out.trim().split("\n"))).toEqual(new Set(["found"]));
    expect((await sh(sandbox, opened, CALL)).out).toContain("still here");
    expect(opened.gateway.failure()).toBeNull();
  });

  it("is the only way out", async () => {
    await using server = await startScriptedModel({ replies: [{ text: "ok" }] });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    const direct = await sh(
      sandbox,
      opened,
      `curl -sS -m 5 ${server.baseUrl}/models; curl -sS -m 5 http://169.254.169.254/; ls /sys/class/net`,
    );
    expect(direct.out.trim()).toBe("lo");
    expect(server.requests.length).toBe(0);
  });

  it("the real Qwen Code works through it, and the key is nowhere inside", async () => {
    const replies = (request: ScriptedRequest): Reply => {
      if (request.body.messages?.at(-1)?.role === "tool")
        return { text: "Done.", usage: { inputTokens: 900, outputTokens: 3 } };
      // Put together in the shell, so that the search does not find itself.
      const key = `"$(printf ${KEY.slice(0, 8)})${KEY.slice(8)}"`;
      const search = `grep -rlF ${key} / --exclude-dir=sys --exclude-dir=proc 2>/dev/null; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n' | grep -cF ${key}; echo searched`;
      return {
        text: "I build it.",
        toolCalls: [
          { name: "write_file", arguments: { file_path: "/app/index.html", content: "<h1>Budget</h1>" } },
          {
            name: "run_shell_command",
            arguments: {
              command: `(${search}) > /app/found.txt`,
              description: "search",
              is_background: false,
            },
          },
        ],
        usage: { inputTokens: 800, outputTokens: 44 },
      };
    };
    await using server = await startScriptedModel({ replies, apiKey: KEY });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    const { end, events } = await runAgent(agents["qwen-code"]!, { sandbox, model: opened.access });
    expect(end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "index.html")).toBe("<h1>Budget</h1>");
    expect(await readApp(sandbox, "found.txt")).toBe("0\nsearched\n");
    const next = await runAgent(agents["qwen-code"]!, {
      sandbox,
      model: opened.access,
      turn: 2,
      prompt: "Go on.",
    });
    expect(next.end).toEqual({ kind: "completed" });
    expect(server.requests.length).toBe(4);
    expect(JSON.stringify(server.requests[2]?.body.messages)).toContain("Build it.");
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(["agent-message", "tool-call", "tool-result"]),
    );
    expect(opened.gateway.usage()).toMatchObject({ ...server.served, requests: server.requests.length });
    expect(JSON.stringify([events, opened.events])).not.toContain(KEY);
  });

  it("the real Qwen Code gives up at once where the gateway refuses, and the limit is known", async () => {
    const call = {
      name: "run_shell_command",
      arguments: { command: "true", description: "x", is_background: false },
    };
    await using server = await startScriptedModel({ replies: [{ toolCalls: [call] }] });
    await using sandbox = await openSandbox();
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox, limits: { requests: 2 } });
    const { end } = await runAgent(agents["qwen-code"]!, { sandbox, model: opened.access });
    expect(end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("2 model requests") as string,
    });
    expect(opened.gateway.limitHit()).toMatchObject({ limit: "requests" });
    expect(server.requests.length).toBe(2);
  });
});
