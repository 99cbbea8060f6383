import { resolve } from "node:path";
import { InfraError } from "../../core/errors.ts";
import type { ExecOptions, ExecResult, Sandbox, SandboxLayout } from "../../core/sandbox.ts";
import { startChild } from "./child.ts";
import { runCommand } from "./command.ts";
import { createEnvironment } from "./environment.ts";
import { toSandboxProcess } from "./open-process.ts";
import { isGroupAlive, killTree, type ProcessTree } from "./process-tree.ts";
import { markOf } from "./sandbox-folder.ts";

/** The commands of one sandbox. Each has a mark of its own, so that a timeout ends its descendants and no others. */
interface SandboxCommands {
  readonly exec: (command: readonly string[], options: ExecOptions) => Promise<ExecResult>;
  readonly spawn: Sandbox["spawn"];
  /** All processes of the sandbox. */
  readonly everything: ProcessTree;
  readonly haveRun: () => boolean;
}

export function createSandboxCommands(
  root: string,
  layout: SandboxLayout,
  defaultOutputBytes: number,
): SandboxCommands {
  const groups = new Set<number>();
  let count = 0;

  const prepare = (command: readonly string[], options: ExecOptions) => {
    count += 1;
    const mark = `${markOf(root)}${count}.`;
    const own = new Set<number>();
    return {
      command,
      cwd: resolve(layout.app, options.cwd ?? "."),
      env: createEnvironment(layout, options.env ?? {}, mark),
      kill: () => killTree({ mark, folder: null, groups: own }),
      onStart: (group: number) => {
        own.add(group);
        groups.add(group);
      },
      /** A group without members is forgotten: its number may become somebody else's. */
      forget: () => {
        for (const group of own) if (!isGroupAlive(group)) groups.delete(group);
      },
    };
  };

  return {
    everything: { mark: markOf(root), folder: root, groups },
    haveRun: () => count > 0,
    exec: async (command, options) => {
      const run = prepare(command, options);
      const maxOutputBytes = options.maxOutputBytes ?? defaultOutputBytes;
      const result = await runCommand({ ...run, maxOutputBytes, options });
      run.forget();
      return result;
    },
    spawn: async (command, options = {}) => {
      const { onOutput, signal } = options;
      signal?.throwIfAborted();
      const run = prepare(command, options);
      const child = startChild(run);
      if (child === null) throw new InfraError("bug", "the command line is too long");
      if (child.process.pid !== undefined) run.onStart(child.process.pid);
      child.process.stdout.on("data", (chunk: Uint8Array) => onOutput?.(chunk, "stdout"));
      const cancel = (): void => void run.kill();
      signal?.addEventListener("abort", cancel, { once: true });
      child.process.once("exit", () => {
        signal?.removeEventListener("abort", cancel);
        run.forget();
      });
      return toSandboxProcess(child, run.kill, (chunk) => onOutput?.(chunk, "stderr"));
    },
  };
}
