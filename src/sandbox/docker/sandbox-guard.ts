import { InfraError, SandboxDeathError } from "../../core/errors.ts";
import type { SandboxUser } from "../../core/sandbox.ts";
import { EngineRefusal, toInfraError } from "./engine-call.ts";
import type { ExecHost } from "./exec-session.ts";
import { type FrozenArchive, pauseContainer } from "./freeze.ts";
import { killUser } from "./kill-user.ts";
import { isFullOfProcesses } from "./process-count.ts";
import { examine, toVitalityError } from "./vitality.ts";

/** Exit code of what was killed. */
const KILLED = 137;
/** Exit code of the wrapper of commands, where it could not start one. */
const NOT_STARTED = 125;
const DYING_MS = 2_000;
const TELLING_MS = 500;
const OUT_OF_HAND = "nothing more can be started in the sandbox: it is full of processes";

export interface SandboxState {
  hasRun: boolean;
  isFrozen: boolean;
  isDisposed: boolean;
  /** Set where its processes could be stopped by nothing but a pause: it can still be collected, and no more. */
  isStuck: boolean;
  archive: FrozenArchive | null;
}

/** What a sandbox is fit for at the moment, and what a failure in it means. */
export interface SandboxGuard {
  readonly state: SandboxState;
  /** @throws InfraError, SandboxDeathError where no command can be run */
  readonly requireUsable: () => void;
  /** The error that stands for what the engine said: the sandbox died, was lost, or is full of processes. */
  readonly explain: (error: unknown) => Promise<unknown>;
  /** Does work, and throws what its failure means. */
  readonly attempt: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** Throws where a command had its exit code from the end of its sandbox: such a code says nothing about the command. */
  readonly requireSurvivor: (exitCode: number | null) => Promise<void>;
  /** Kills all that runs as a user until `ended` settles; where that cannot be done, everything is paused for good. */
  readonly kill: (user: SandboxUser, ended: Promise<unknown>) => Promise<void>;
}

export function createSandboxGuard(host: ExecHost): SandboxGuard {
  const { container, facts } = host;
  const state: SandboxState = {
    hasRun: false,
    isFrozen: false,
    isDisposed: false,
    isStuck: false,
    archive: null,
  };
  const explain = (error: unknown): Promise<unknown> => explainFailure(error, host, state);
  const attempt = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      throw await explain(error);
    }
  };
  return {
    state,
    explain,
    attempt,
    requireUsable: () => {
      if (state.isDisposed) throw toDisposed();
      if (state.isStuck) throw new SandboxDeathError("processes", OUT_OF_HAND);
      if (state.isFrozen) throw new InfraError("bug", "the sandbox is frozen");
    },
    requireSurvivor: async (exitCode) => {
      if (state.isDisposed) throw toDisposed();
      if (exitCode === NOT_STARTED && (await isFullOfProcesses(container).catch(() => false))) {
        throw new SandboxDeathError("processes", OUT_OF_HAND);
      }
      if (exitCode !== KILLED) return;
      // Its commands die a moment before a container that is being killed, and before the engine tells of it.
      await facts.until(() => facts.wasKilled || facts.hasDied, TELLING_MS);
      if (facts.wasKilled) await facts.until(() => facts.hasDied, DYING_MS);
      const error = toVitalityError(await attempt(() => examine(container, facts)));
      if (error !== null) throw error;
    },
    kill: async (user, ended) => {
      if (state.isDisposed || state.isFrozen || (await killUser(container, user, ended))) return;
      if ((await examine(container, facts)).state !== "alive") return;
      // Every start has settled by now: a pause in the middle of one is what an engine does not get over.
      await pauseContainer(container);
      state.isStuck = true;
    },
  };
}

const toDisposed = (cause?: unknown): InfraError =>
  new InfraError("sandbox-lost", "the sandbox was disposed", { cause });

async function explainFailure(
  error: unknown,
  { container, facts }: ExecHost,
  state: SandboxState,
): Promise<unknown> {
  if (!(error instanceof EngineRefusal)) return error;
  if (state.isDisposed) return toDisposed(error);
  try {
    const death = toVitalityError(await examine(container, facts), error);
    if (death !== null) return death;
    if (await isFullOfProcesses(container)) {
      return new SandboxDeathError("processes", OUT_OF_HAND, { cause: error });
    }
    return toInfraError(error);
  } catch (unreachable) {
    return unreachable;
  }
}
