import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/core/sandbox.ts";
import { createEngineEvents, type EngineEvents } from "../../../src/sandbox/docker/engine-events.ts";
import { describeOwner } from "../../../src/host/process-identity.ts";
import { startSandbox } from "../../../src/sandbox/docker/start-container.ts";
import { findObstacle, type PrivateEngine, startPrivateEngine } from "./private-engine.ts";
import { spec } from "./specs.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stderr.write(`skipped, for want of a private engine: ${obstacle}\n`);

describe.skipIf(obstacle !== null)("an engine that is killed", () => {
  let engine: PrivateEngine;
  let events: EngineEvents;
  let sandbox: Sandbox;

  beforeAll(async () => {
    engine = await startPrivateEngine();
    events = createEngineEvents(engine.docker, describeOwner());
    const maker = {
      docker: engine.docker,
      events,
      limitLifecycle: <Value>(work: () => Promise<Value>) => work(),
      runtime: null,
      engineCpus: 1,
    };
    const order = { spec: spec(), image: engine.image, joins: null, browser: null, onDisposed: () => {} };
    ({ sandbox } = await startSandbox(maker, order, AbortSignal.timeout(600_000)));
  });
  afterAll(async () => {
    await sandbox?.[Symbol.asyncDispose]();
    events?.[Symbol.dispose]();
    await engine?.[Symbol.asyncDispose]();
  });

  test("is told apart from a command that ended, from a sandbox that died, and from one that was lost", async () => {
    expect(await sandbox.exec(["sh", "-c", "exit 4"])).toMatchObject({ exitCode: 4 });
    const running = sandbox.exec(["sleep", "600"]).catch((error: unknown) => error);
    const process = await sandbox.spawn(["cat"]);
    const exited = process.exited.catch((error: unknown) => error);
    await sandbox.exec(["true"]);
    await engine.kill();
    const lost = { kind: "infra", code: "engine" };
    expect(await running).toMatchObject(lost);
    for await (const _ of process.stdio) throw new Error("there is nothing to read");
    expect(await exited).toMatchObject(lost);
    await expect(sandbox.exec(["true"])).rejects.toMatchObject(lost);
    await expect(sandbox.freeze()).rejects.toMatchObject(lost);
    await expect(sandbox.readFile("a", 1)).rejects.toMatchObject(lost);
    expect(await sandbox.death()).toBeNull();
    // Disposal has nothing to remove, and does not complain.
    await process[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });
});
