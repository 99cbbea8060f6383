import type { Container } from "dockerode";
import { InfraError, SandboxDeathError, type SandboxDeathCause } from "../../core/errors.ts";
import { callEngine, EngineRefusal } from "./engine-call.ts";
import type { ContainerFacts } from "./engine-events.ts";

const SETTLE_MS = 300;

/** How a container is, as far as the engine and its events tell. */
export type Vitality =
  | { readonly state: "alive" }
  | { readonly state: "dead"; readonly cause: SandboxDeathCause; readonly message: string }
  /** Ended from outside, or gone: says nothing about what ran in it. */
  | { readonly state: "lost"; readonly message: string };

/**
 * Asks the engine how a container is and, where it has ended, by whose doing.
 * @throws InfraError `engine`
 */
export async function examine(container: Container, facts: ContainerFacts): Promise<Vitality> {
  try {
    const { State } = await callEngine("look at the container", (abortSignal) =>
      container.inspect({ abortSignal }),
    );
    if (State.Running || State.Paused) return { state: "alive" };
    // Why it ended may be told a moment later than that it did.
    if (!State.OOMKilled) await facts.until(() => facts.oomCount > 0 || facts.wasKilled, SETTLE_MS);
    if (State.OOMKilled || facts.oomCount > 0) {
      return { state: "dead", cause: "memory", message: "the sandbox ran out of memory and ended" };
    }
    if (facts.isComplete && !facts.wasKilled) {
      return { state: "dead", cause: "killed", message: "the sandbox was ended from inside" };
    }
    return {
      state: "lost",
      message: `the sandbox's container was stopped from outside (exit code ${State.ExitCode})`,
    };
  } catch (error) {
    if (!(error instanceof EngineRefusal) || error.status !== 404) throw error;
    return { state: "lost", message: "the sandbox's container was removed from outside" };
  }
}

/** The error that a dead or lost container means for whoever used it; null while it is alive. */
export function toVitalityError(vitality: Vitality, cause?: unknown): Error | null {
  switch (vitality.state) {
    case "alive":
      return null;
    case "dead":
      return new SandboxDeathError(vitality.cause, vitality.message, { cause });
    case "lost":
      return new InfraError("sandbox-lost", vitality.message, { cause });
  }
}
