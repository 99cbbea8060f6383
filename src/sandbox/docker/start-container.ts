import { randomBytes } from "node:crypto";
import { debuglog } from "node:util";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { InfraError } from "../../core/errors.ts";
import type { BrowserLaunch, Sandbox, SandboxSpec } from "../../core/sandbox.ts";
import { planContainer } from "./container-options.ts";
import { callEngine, EngineRefusal, toInfraError } from "./engine-call.ts";
import type { EngineEvents } from "./engine-events.ts";
import { describeSandbox } from "./labels.ts";
import { createDockerSandbox } from "./sandbox.ts";
import { loadSeccompProfile } from "./seccomp.ts";

const debug = debuglog("buildoff:docker");
const START_TIMEOUT_MS = 120_000;
const REMOVE_TIMEOUT_MS = 60_000;

/** What all sandboxes of a provider have in common. */
export interface SandboxMaker {
  readonly docker: Docker;
  readonly events: EngineEvents;
  /** Keeps the engine from doing more at once than it does well. */
  readonly limitLifecycle: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly runtime: string | null;
  readonly engineCpus: number;
}

export interface SandboxOrder {
  readonly spec: SandboxSpec;
  /** Digest of the image. */
  readonly image: string;
  /** Full id of the container that a checker joins. */
  readonly joins: string | null;
  readonly browser: BrowserLaunch | null;
  readonly onDisposed: () => void;
}

/** A sandbox that runs, and the full id of its container, by which another may join it. */
export interface StartedSandbox {
  readonly sandbox: Sandbox;
  readonly containerId: string;
}

/**
 * Creates and starts a sealed container. Nothing is left behind where it throws.
 * @throws InfraError `engine`, the signal's reason
 */
export async function startSandbox(
  maker: SandboxMaker,
  order: SandboxOrder,
  signal: AbortSignal,
): Promise<StartedSandbox> {
  const { docker, events, limitLifecycle, runtime, engineCpus } = maker;
  const { spec, image, joins, browser } = order;
  const { role, limits } = spec;
  const labels = describeSandbox(spec, Date.now());
  const seccomp = await loadSeccompProfile(role);
  const plan = planContainer({ role, limits, image, labels, seccomp, joins, runtime, engineCpus });
  // Named by us, so that it is found again where the engine's answer never came.
  const name = `buildoff-${role}-${randomBytes(8).toString("hex")}`;
  const remove = (): Promise<void> => limitLifecycle(() => removeContainer(docker.getContainer(name)));
  try {
    return await limitLifecycle(async () => {
      signal.throwIfAborted();
      const container = await callEngine("create a container", (abortSignal) =>
        docker.createContainer({ ...plan, name, abortSignal }),
      );
      const facts = await events.watch(container.id);
      signal.throwIfAborted();
      await callEngine("start a container", (abortSignal) => container.start({ abortSignal }), {
        timeoutMs: START_TIMEOUT_MS,
      });
      signal.throwIfAborted();
      const sandbox = createDockerSandbox({
        container,
        events,
        facts,
        starts: new Set(),
        role,
        browser,
        maxOutputBytes: limits.outputBytes,
        remove: async () => {
          facts[Symbol.dispose]();
          await remove();
          order.onDisposed();
        },
      });
      return { sandbox, containerId: container.id };
    });
  } catch (error) {
    await remove();
    throw toInfraError(error);
  }
}

/** Kills and removes a container with its volume, whatever state it is in. What cannot be removed now, a reaper will. */
async function removeContainer(container: Container): Promise<void> {
  try {
    await callEngine(
      "remove the container",
      (abortSignal) => container.remove({ force: true, v: true, abortSignal }),
      { timeoutMs: REMOVE_TIMEOUT_MS },
    );
  } catch (error) {
    // Gone (404), or somebody is removing it (409).
    if (!(error instanceof EngineRefusal) && !(error instanceof InfraError)) throw error;
    debug("remove %s: %s", container.id, error.message);
  }
}
