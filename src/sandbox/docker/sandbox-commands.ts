import type { Sandbox, SandboxUser } from "../../core/sandbox.ts";
import { type ExecHost, startExec } from "./exec-session.ts";
import { toSandboxProcess } from "./open-process.ts";
import { runCommand } from "./run-command.ts";
import type { SandboxGuard } from "./sandbox-guard.ts";

export interface CommandDefaults {
  readonly user: SandboxUser;
  readonly cwd: string;
  /** Output kept of a command that does not say how much. */
  readonly maxOutputBytes: number;
}

/** The commands of one sandbox. */
export function createSandboxCommands(
  host: ExecHost,
  guard: SandboxGuard,
  defaults: CommandDefaults,
): Pick<Sandbox, "exec" | "spawn"> {
  const { state, requireUsable, attempt, requireSurvivor, kill, explain } = guard;
  return {
    exec: async (command, options = {}) => {
      requireUsable();
      state.hasRun = true;
      const { user = defaults.user, cwd = defaults.cwd } = options;
      const maxOutputBytes = options.maxOutputBytes ?? defaults.maxOutputBytes;
      const killAll = (ended: Promise<unknown>): Promise<void> => kill(user, ended);
      const run = { command, user, cwd, options, maxOutputBytes, kill: killAll };
      const result = await attempt(() => runCommand(host, run));
      await requireSurvivor(result.exitCode);
      return result;
    },
    spawn: async (command, options = {}) => {
      requireUsable();
      const { user = defaults.user, cwd = defaults.cwd, env = {}, signal, onOutput } = options;
      signal?.throwIfAborted();
      state.hasRun = true;
      const start = { command, user, cwd, env, hasStdin: true, backstopSeconds: 0 };
      const session = await attempt(() => startExec(host, start));
      const process = toSandboxProcess({
        session,
        kill: () => kill(user, session.ended),
        explain,
        requireSurvivor,
        onOutput,
        signal,
      });
      await attempt(session.started);
      return process;
    },
  };
}
