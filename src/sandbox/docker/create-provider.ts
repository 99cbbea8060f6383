import { availableParallelism } from "node:os";
import type Docker from "dockerode";
import pLimit from "p-limit";
import { InfraError } from "../../core/errors.ts";
import { DEFAULT_LIMITS } from "../../core/limits.ts";
import type {
  BrowserLaunch,
  Sandbox,
  SandboxEnvironment,
  SandboxNeeds,
  SandboxProvider,
  SandboxSpec,
} from "../../core/sandbox.ts";
import { probeBrowserIn } from "./browser-launch.ts";
import { createEngineEvents } from "./engine-events.ts";
import { type EngineFacts, readEngineFacts } from "./engine-facts.ts";
import { type EnsuredImages, ensureImages } from "./images/ensure.ts";
import { agentImage, agentsOn, stackImage } from "./images/plan.ts";
import { describeOwner } from "../../host/process-identity.ts";
import { reapDeadRuns } from "./reaper.ts";
import { type SandboxMaker, startSandbox } from "./start-container.ts";

/** Lifecycle calls beyond this many per processor only wait for each other. */
const LIFECYCLE_CALLS_PER_CPU = 2;

interface Prepared {
  readonly images: EnsuredImages;
  readonly browser: BrowserLaunch;
}

/** @throws UserError `unknown-runtime`, InfraError `engine` */
export async function createDockerProvider(
  docker: Docker,
  { runId, runtime }: { readonly runId: string; readonly runtime: string | null },
): Promise<SandboxProvider> {
  const facts = await readEngineFacts(docker, runtime);
  const events = createEngineEvents(docker, describeOwner());
  const maker: SandboxMaker = {
    docker,
    events,
    limitLifecycle: pLimit(LIFECYCLE_CALLS_PER_CPU * Math.max(availableParallelism(), facts.cpus)),
    runtime,
    engineCpus: facts.cpus,
  };
  const live = new Map<Sandbox, string>();
  let prepared: Prepared | null = null;

  const start = async (
    spec: SandboxSpec,
    image: string,
    browser: BrowserLaunch | null,
    signal: AbortSignal,
  ): Promise<Sandbox> => {
    const joins = spec.joins === null ? null : (live.get(spec.joins) ?? null);
    if (spec.joins !== null && joins === null) {
      throw new InfraError("bug", "a sandbox can only join a live one of the same provider");
    }
    const onDisposed = (): void => void live.delete(started.sandbox);
    const started = await startSandbox(maker, { spec, image, joins, browser, onDisposed }, signal);
    live.set(started.sandbox, started.containerId);
    return started.sandbox;
  };

  return {
    name: "docker",
    trustedOnly: false,
    unenforcedLimits: [],
    prepare: async (needs, progress, signal) => {
      const images = await ensureImages(docker, { ...needs, checker: true }, progress, signal);
      progress("starting the browser once");
      await using checker = await start(probeSpec(runId), images.checker.digest, null, signal);
      prepared = { images, browser: await probeBrowserIn(checker) };
      return describeEnvironment(needs, prepared, facts);
    },
    create: async (spec, signal) => {
      signal.throwIfAborted();
      if (prepared === null) throw new InfraError("bug", "a provider is prepared before it makes sandboxes");
      const { images, browser } = prepared;
      if (spec.role === "checker") return start(spec, images.checker.digest, browser, signal);
      const { stack, agentLayer } = spec;
      const image = agentLayer === null ? images.stack(stack) : images.agent(agentLayer, stack);
      return start(spec, image.digest, null, signal);
    },
    reap: (options) => reapDeadRuns(docker, options),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...live.keys()].map((sandbox) => sandbox[Symbol.asyncDispose]()));
      events[Symbol.dispose]();
    },
  };
}

const probeSpec = (runId: string): SandboxSpec => ({
  role: "checker",
  owner: { runId, trialId: "browser-probe", tryNumber: 1 },
  stack: "",
  agentLayer: null,
  limits: DEFAULT_LIMITS,
  joins: null,
});

function describeEnvironment(
  needs: SandboxNeeds,
  { images, browser }: Prepared,
  facts: EngineFacts,
): SandboxEnvironment {
  const pairs = needs.stacks.flatMap((stack) => [
    [stackImage(stack.name), images.stack(stack.name)] as const,
    ...agentsOn(stack, needs).map(
      ({ name }) => [agentImage(name, stack.name), images.agent(name, stack.name)] as const,
    ),
  ]);
  return {
    images: Object.fromEntries([...pairs, ["checker", images.checker] as const]),
    versions: {
      ...images.versions,
      chromium: browser.version,
      engine: facts.version,
      runtime: facts.runtime,
    },
    warnings: [
      ...facts.warnings,
      ...(browser.chromiumSandbox
        ? []
        : ["the browser runs without its own sandbox: the engine's kernel refuses it user namespaces"]),
    ],
  };
}
