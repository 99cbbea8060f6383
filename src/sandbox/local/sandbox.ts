import { access } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { InfraError } from "../../core/errors.ts";
import type {
  BrowserLaunch,
  ExecOptions,
  ExecResult,
  Sandbox,
  SandboxFile,
  SandboxLayout,
  SandboxProcess,
  SandboxRole,
} from "../../core/sandbox.ts";
import { startChild } from "./child.ts";
import { runCommand } from "./command.ts";
import { createEnvironment } from "./environment.ts";
import { readFileBelow, unpackBelow, writeFilesBelow } from "./files.ts";
import { packAppFolder } from "./frozen-app.ts";
import { toSandboxProcess } from "./open-process.ts";
import { isGroupAlive, killTree, type ProcessTree, signalTree } from "./process-tree.ts";
import { markOf, removeFolder } from "./sandbox-folder.ts";

export interface LocalSandboxParts {
  readonly root: string;
  readonly role: SandboxRole;
  readonly layout: SandboxLayout;
  readonly browser: BrowserLaunch | null;
  readonly maxOutputBytes: number;
  readonly onDisposed: () => void;
}

/**
 * A sandbox that isolates nothing: a temporary folder and the processes started in it. Takes over the folder.
 * Users (`agent`, `forwarder`, `checker`) are all the user who runs buildoff.
 */
export function createLocalSandbox(parts: LocalSandboxParts): Sandbox {
  const { root, role, layout } = parts;
  const groups = new Set<number>();
  const state = { commands: 0, isDisposed: false };
  const everything: ProcessTree = { mark: markOf(root), folder: root, groups };

  const requireAlive = async (): Promise<void> => {
    const exists = await access(root).then(
      () => true,
      () => false,
    );
    if (!exists || state.isDisposed) {
      throw new InfraError("sandbox-lost", `the sandbox's folder ${root} is gone`);
    }
  };
  const requireFresh = async (): Promise<void> => {
    await requireAlive();
    if (role !== "checker" && state.commands > 0) {
      throw new InfraError("bug", "files for a sandbox in which code ran are written by writeAsAgent");
    }
  };
  /** Everything that a command needs, and a mark of its own. */
  const prepare = (command: readonly string[], options: ExecOptions) => {
    state.commands += 1;
    const mark = `${markOf(root)}${state.commands}.`;
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

  const exec = async (command: readonly string[], options: ExecOptions = {}): Promise<ExecResult> => {
    await requireAlive();
    const run = prepare(command, options);
    const maxOutputBytes = options.maxOutputBytes ?? parts.maxOutputBytes;
    const result = await runCommand({ ...run, maxOutputBytes, options });
    run.forget();
    await requireAlive();
    return result;
  };

  const spawn: Sandbox["spawn"] = async (command, options = {}) => {
    await requireAlive();
    options.signal?.throwIfAborted();
    const run = prepare(command, options);
    const child = startChild(run);
    if (child === null) throw new InfraError("bug", "the command line is too long");
    if (child.process.pid !== undefined) run.onStart(child.process.pid);
    const { onOutput, signal } = options;
    if (onOutput !== undefined)
      child.process.stdout.on("data", (chunk: Uint8Array) => onOutput(chunk, "stdout"));
    const opened: SandboxProcess = toSandboxProcess(child, run.kill, (chunk) => onOutput?.(chunk, "stderr"));
    const cancel = (): void => void run.kill();
    signal?.addEventListener("abort", cancel, { once: true });
    void child.ended.then(() => {
      signal?.removeEventListener("abort", cancel);
      run.forget();
    });
    return opened;
  };

  const target = role === "checker" ? layout.job : layout.app;
  return {
    id: basename(root),
    role,
    layout,
    browser: parts.browser,
    exec,
    spawn,
    writeFiles: async (files) => {
      await requireFresh();
      await writeFilesBelow(target, files);
    },
    writeAsAgent: async (files: readonly SandboxFile[]) => {
      await requireAlive();
      await writeFilesBelow(layout.app, files);
    },
    readFile: async (path, maxBytes) => {
      await requireAlive();
      return readFileBelow(root, resolve(layout.app, path), maxBytes);
    },
    unpack: async (tar) => {
      await requireFresh();
      await unpackBelow(layout.app, tar);
    },
    freeze: async () => {
      await requireAlive();
      await signalTree(everything, "SIGSTOP");
      // Once more, for what was started while the others were being stopped.
      await signalTree(everything, "SIGSTOP");
      return packAppFolder(layout.app);
    },
    thaw: async () => {
      await requireAlive();
      await signalTree(everything, "SIGCONT");
    },
    death: async () => null,
    [Symbol.asyncDispose]: async () => {
      if (state.isDisposed) return;
      state.isDisposed = true;
      await killTree(everything);
      await removeFolder(root);
      parts.onDisposed();
    },
  };
}
