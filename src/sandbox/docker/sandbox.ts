import { setTimeout as sleep } from "node:timers/promises";
import { InfraError } from "../../core/errors.ts";
import type { BrowserLaunch, Sandbox, SandboxRole } from "../../core/sandbox.ts";
import { readCpuTime } from "./cpu-time.ts";
import { type ExecHost, settleStarts } from "./exec-session.ts";
import { pauseContainer, readFrozenApp, resumeContainer } from "./freeze.ts";
import { killUser } from "./kill-user.ts";
import { defaultUser, layoutOf } from "./layout.ts";
import { createSandboxCommands } from "./sandbox-commands.ts";
import { createSandboxFiles } from "./sandbox-files.ts";
import { createSandboxGuard } from "./sandbox-guard.ts";
import { examine } from "./vitality.ts";

const KILL_MS = 500;

export interface DockerSandboxParts extends ExecHost {
  readonly role: SandboxRole;
  readonly browser: BrowserLaunch | null;
  /** Output kept of a command that does not say how much. */
  readonly maxOutputBytes: number;
  /** Removes the container with its volume. */
  readonly remove: () => Promise<void>;
}

/** The sandbox of a container that runs. Takes the container over: disposal removes it. */
export function createDockerSandbox(parts: DockerSandboxParts): Sandbox {
  const { container, facts, role, browser, maxOutputBytes } = parts;
  const layout = layoutOf(role);
  const guard = createSandboxGuard(parts);
  const { state, requireUsable, attempt } = guard;
  const cwd = role === "checker" ? layout.job : layout.app;
  const commands = createSandboxCommands(parts, guard, { user: defaultUser(role), cwd, maxOutputBytes });

  return {
    id: container.id.slice(0, 12),
    role,
    layout,
    browser,
    ...commands,
    ...createSandboxFiles({ container, role, guard, exec: commands.exec }),
    freeze: async () => {
      if (!state.isStuck) {
        requireUsable();
        await attempt(() => settleStarts(parts));
        await attempt(() => pauseOrKill(parts));
      }
      state.isFrozen = true;
      state.archive = await attempt(() => readFrozenApp(container, layout.app, guard.explain));
      return state.archive.content;
    },
    thaw: async () => {
      if (state.isDisposed || state.isStuck) requireUsable();
      if (!state.isFrozen) return;
      state.archive?.[Symbol.dispose]();
      await attempt(() => resumeContainer(container));
      state.isFrozen = false;
    },
    cpuTimeMs: () => readCpuTime(container),
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
