import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveLimits } from "../../src/core/limits.ts";
import type { ExecResult, Sandbox } from "../../src/core/sandbox.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { createGrader, type Grader, loadStarter } from "../support/grading.ts";
import { describeDocker } from "../support/needs.ts";

describeDocker("from inside the app's container", () => {
  let grader: Grader;
  let app: Sandbox;
  let checker: Sandbox;
  const signal = AbortSignal.timeout(600_000);

  beforeAll(async () => {
    grader = await createGrader(dockerProvider, await loadStarter());
    const owner = { runId: `isolation-${process.pid}`, trialId: "isolation", tryNumber: 1 };
    const common = { owner, stack: "static", agentLayer: null, limits: resolveLimits() };
    app = await grader.provider.create({ ...common, role: "app", joins: null }, signal);
    checker = await grader.provider.create({ ...common, role: "checker", joins: app }, signal);
    await checker.writeFiles([
      { path: "hidden-check.txt", content: new TextEncoder().encode("the-hidden-expectation") },
    ]);
  });
  afterAll(async () => {
    await checker[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
    await grader[Symbol.asyncDispose]();
  });

  const sh = (script: string): Promise<ExecResult> => app.exec(["sh", "-c", script], { timeoutMs: 600_000 });
  const text = ({ stdout, stderr }: ExecResult): string =>
    new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);

  it("no file holds a check, a solution, or a task", async () => {
    const found = await sh(
      "grep -rlI 'the-hidden-expectation' / --exclude-dir=proc --exclude-dir=sys 2>/dev/null; find / -xdev \\( -name task.yaml -o -name suite.yaml -o -name solution -o -name hidden-check.txt \\) -not -path '/node_modules/*' 2>/dev/null",
    );
    expect(text(found).trim()).toBe("");
  });

  it("no process of the checker is seen", async () => {
    await using browser = await checker.spawn(["sleep", "300"], { user: "checker" });
    const seen = text(await sh("cat /proc/[0-9]*/cmdline | tr '\\0' ' '"));
    expect(seen).not.toContain("sleep 300");
    expect(browser).toBeDefined();
  });

  it("no address but its own loopback exists, and nothing answers outside", async () => {
    const interfaces = text(await sh("cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d ' '"));
    expect(interfaces.trim()).toBe("lo");
    for (const url of [
      "http://1.1.1.1/",
      "http://172.17.0.1/",
      "http://169.254.169.254/",
      "http://example.com/",
    ]) {
      const answer = await sh(`curl -sS -m 3 ${url}`);
      expect(answer.exitCode).not.toBe(0);
    }
  });

  it("nothing listens that is not the app's own", async () => {
    expect(text(await sh("cat /proc/net/tcp /proc/net/tcp6 | grep ' 0A ' || true")).trim()).toBe("");
    const sockets = text(await sh("cat /proc/net/unix | tail -n +2"));
    expect(sockets).not.toContain("chrom");
  });

  it("the engine's socket and the host's files are absent", async () => {
    const found = await sh(
      "ls /var/run/docker.sock /run/docker.sock /host 2>/dev/null; cat /proc/1/environ 2>/dev/null",
    );
    expect(text(found).trim()).toBe("");
  });
});
