import { setTimeout as sleep } from "node:timers/promises";
import { InfraError, SandboxDeathError } from "../../core/errors.ts";
import type { BrowserLaunch, ExecOptions, Sandbox, SandboxRole, SandboxUser } from "../../core/sandbox.ts";
import { unpackEntries } from "../archive/workspace-files.ts";
import { EngineRefusal, toInfraError } from "./engine-call.ts";
import { type ExecHost, startExec } from "./exec-session.ts";
import { NO_FILE, packForInput, putEntries, READ_SCRIPT, toEntries, UNPACK_COMMAND } from "./files.ts";
import { type FrozenArchive, pauseContainer, readFrozenApp, resumeContainer } from "./freeze.ts";
import { killUser } from "./kill-user.ts";
import { defaultUser, layoutOf, UIDS } from "./layout.ts";
import { toSandboxProcess } from "./open-process.ts";
import { isFullOfProcesses } from "./process-count.ts";
import { runCommand } from "./run-command.ts";
import { examine, toVitalityError } from "./vitality.ts";

const FILE_TIMEOUT_MS = 30_000;
const KILLED = 137;
const KILL_MS = 500;
const DYING_MS = 2_000;

export interface DockerSandboxParts extends ExecHost {
  readonly role: SandboxRole;
  readonly browser: BrowserLaunch | null;
  /** Output kept of a command that does not say how much. */
  readonly maxOutputBytes: number;
  /** Removes the container with its volume. */
  readonly remove: () => Promise<void>;
}

interface State {
  hasRun: boolean;
  isFrozen: boolean;
  isDisposed: boolean;
  /** Set where its processes could be stopped by nothing but a pause: it can still be collected, and no more. */
  isStuck: boolean;
  archive: FrozenArchive | null;
}

const OUT_OF_HAND = "nothing more can be started in the sandbox: it is full of processes";

/** The sandbox of a container that runs. Takes the container over: disposal removes it. */
export function createDockerSandbox(parts: DockerSandboxParts): Sandbox {
  const { container, facts, role, browser } = parts;
  const layout = layoutOf(role);
  const owner = defaultUser(role);
  const ownFolder = role === "checker" ? layout.job : layout.app;
  const state: State = { hasRun: false, isFrozen: false, isDisposed: false, isStuck: false, archive: null };

  const requireUsable = (): void => {
    if (state.isDisposed) throw disposed();
    if (state.isStuck) throw new SandboxDeathError("processes", OUT_OF_HAND);
    if (state.isFrozen) throw new InfraError("bug", "the sandbox is frozen");
  };
  const requireFresh = (): void => {
    requireUsable();
    if (!state.hasRun || role === "checker") return;
    throw new InfraError("bug", "files for a sandbox in which code ran are written by writeAsAgent");
  };
  /** Turns what the engine refused into what it means: the sandbox died, was lost, or is full. */
  const explain = (error: unknown): Promise<unknown> => explainFailure(error, parts, state);
  const attempt = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      throw await explain(error);
    }
  };
  /** A command that the end of its sandbox ended says nothing about itself. */
  const requireSurvivor = async (exitCode: number | null): Promise<void> => {
    if (state.isDisposed) throw disposed();
    if (exitCode !== KILLED) return;
    // Its commands die a moment before a container that is being killed.
    if (facts.wasKilled) await facts.until(() => facts.hasDied, DYING_MS);
    await attempt(() => requireAlive(parts));
  };
  const kill = async (user: SandboxUser, ended: Promise<unknown>): Promise<void> => {
    if (state.isDisposed || state.isFrozen || (await killUser(container, user, ended))) return;
    if ((await examine(container, facts)).state !== "alive") return;
    await pauseContainer(container);
    state.isStuck = true;
  };
  const exec: Sandbox["exec"] = async (command, options = {}) => {
    requireUsable();
    state.hasRun = true;
    const user = options.user ?? owner;
    const result = await attempt(() =>
      runCommand(parts, {
        command,
        user,
        cwd: options.cwd ?? ownFolder,
        options,
        maxOutputBytes: options.maxOutputBytes ?? parts.maxOutputBytes,
        kill: (ended) => kill(user, ended),
      }),
    );
    await requireSurvivor(result.exitCode);
    return result;
  };
  const execOwn = (command: readonly string[], options: ExecOptions) =>
    exec(command, { timeoutMs: FILE_TIMEOUT_MS, ...options });

  return {
    id: container.id.slice(0, 12),
    role,
    layout,
    browser,
    exec,
    spawn: async (command, options = {}) => {
      requireUsable();
      const { user = owner, cwd = ownFolder, env = {}, signal, onOutput } = options;
      signal?.throwIfAborted();
      state.hasRun = true;
      const start = { command, user, cwd, env, hasStdin: true, backstopSeconds: 0 };
      const session = await attempt(() => startExec(parts, start));
      return toSandboxProcess({
        session,
        kill: () => attempt(() => kill(user, session.ended)),
        explain,
        requireSurvivor,
        onOutput,
        signal,
      });
    },
    writeFiles: async (files) => {
      requireFresh();
      await attempt(() => putEntries(container, ownFolder, toEntries(files), UIDS[owner]));
    },
    writeAsAgent: async (files) => {
      requireUsable();
      if (files.length === 0) return;
      const stdin = await packForInput(toEntries(files), UIDS.agent);
      const result = await execOwn(UNPACK_COMMAND, { user: "agent", cwd: layout.app, stdin });
      if (result.exitCode === 0) return;
      const said = new TextDecoder().decode(result.stderr).trim().slice(0, 500);
      throw new SandboxDeathError("disk", `the workspace takes no more files: ${said}`);
    },
    readFile: async (path, maxBytes) => {
      const command = ["sh", "-c", READ_SCRIPT, "read", path, String(maxBytes + 1)];
      // A second more than is asked for is output like any other.
      const { exitCode, stdout } = await execOwn(command, { user: owner, maxOutputBytes: maxBytes + 2 });
      if (exitCode === NO_FILE || exitCode !== 0) return null;
      if (stdout.byteLength > maxBytes) throw new RangeError(`${path} is larger than ${maxBytes} bytes`);
      return stdout;
    },
    unpack: async (tar) => {
      requireFresh();
      const entries = await unpackEntries(tar);
      await attempt(() => putEntries(container, layout.app, entries, UIDS.agent));
    },
    freeze: async () => {
      if (!state.isStuck) {
        requireUsable();
        await attempt(() => pauseOrKill(parts));
      }
      state.isFrozen = true;
      state.archive = await attempt(() => readFrozenApp(container, layout.app, explain));
      return state.archive.content;
    },
    thaw: async () => {
      if (state.isDisposed || state.isStuck) requireUsable();
      if (!state.isFrozen) return;
      state.archive?.[Symbol.dispose]();
      await attempt(() => resumeContainer(container));
      state.isFrozen = false;
    },
    death: async () => {
      if (state.isDisposed) return null;
      if (state.isStuck) return "processes";
      const vitality = await examine(container, facts).catch(() => null);
      return vitality?.state === "dead" ? vitality.cause : null;
    },
    [Symbol.asyncDispose]: async () => {
      if (state.isDisposed) return;
      state.isDisposed = true;
      state.archive?.[Symbol.dispose]();
      await parts.remove();
    },
  };
}

/** Whoever makes processes faster than they can be stopped is killed first. */
async function pauseOrKill({ container }: ExecHost): Promise<void> {
  try {
    await pauseContainer(container);
  } catch (error) {
    if (!(error instanceof InfraError)) throw error;
    await killUser(container, "agent", sleep(KILL_MS));
    await pauseContainer(container);
  }
}

const disposed = (cause?: unknown): InfraError =>
  new InfraError("sandbox-lost", "the sandbox was disposed", { cause });

async function requireAlive({ container, facts }: ExecHost): Promise<void> {
  const error = toVitalityError(await examine(container, facts));
  if (error !== null) throw error;
}

async function explainFailure(error: unknown, host: ExecHost, state: State): Promise<unknown> {
  if (!(error instanceof EngineRefusal)) return error;
  if (state.isDisposed) return disposed(error);
  try {
    const death = toVitalityError(await examine(host.container, host.facts), error);
    if (death !== null) return death;
    if (await isFullOfProcesses(host.container)) {
      return new SandboxDeathError("processes", OUT_OF_HAND, { cause: error });
    }
    return toInfraError(error);
  } catch (unreachable) {
    return unreachable;
  }
}
