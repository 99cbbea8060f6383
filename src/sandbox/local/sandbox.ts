import { access } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { InfraError } from "../../core/errors.ts";
import type { BrowserLaunch, Sandbox, SandboxLayout, SandboxRole } from "../../core/sandbox.ts";
import { readFileBelow, unpackBelow, writeFilesBelow } from "./files.ts";
import { packAppFolder } from "./frozen-app.ts";
import { killTree, signalTree } from "./process-tree.ts";
import { createSandboxCommands } from "./sandbox-commands.ts";
import { removeFolder } from "./sandbox-folder.ts";

interface LocalSandboxParts {
  readonly root: string;
  readonly role: SandboxRole;
  readonly layout: SandboxLayout;
  readonly browser: BrowserLaunch | null;
  /** Output kept of a command that does not say how much. */
  readonly maxOutputBytes: number;
  readonly onDisposed: () => void;
}

/**
 * A sandbox that isolates nothing: a temporary folder and the processes started in it. Takes over the folder.
 * Users (`agent`, `forwarder`, `checker`) are all the user who runs buildoff.
 */
export function createLocalSandbox(parts: LocalSandboxParts): Sandbox {
  const { root, role, layout, browser } = parts;
  const commands = createSandboxCommands(root, layout, parts.maxOutputBytes);
  const ownFiles = role === "checker" ? layout.job : layout.app;
  let isDisposed = false;

  const requireAlive = async (): Promise<void> => {
    const exists = await access(root).then(
      () => true,
      () => false,
    );
    if (exists && !isDisposed) return;
    throw new InfraError("sandbox-lost", `the sandbox's folder ${root} is gone`);
  };
  const requireFresh = async (): Promise<void> => {
    await requireAlive();
    if (role === "checker" || !commands.haveRun()) return;
    throw new InfraError("bug", "files for a sandbox in which code ran are written by writeAsAgent");
  };

  return {
    id: basename(root),
    role,
    layout,
    browser,
    exec: async (command, options = {}) => {
      await requireAlive();
      const result = await commands.exec(command, options);
      // A command that the end of its sandbox ended says nothing about itself.
      await requireAlive();
      return result;
    },
    spawn: async (command, options) => {
      await requireAlive();
      return commands.spawn(command, options);
    },
    writeFiles: async (files) => {
      await requireFresh();
      await writeFilesBelow(ownFiles, files);
    },
    writeAsAgent: async (files) => {
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
      await signalTree(commands.everything, "SIGSTOP");
      // Once more, for what was started while the others were being stopped.
      await signalTree(commands.everything, "SIGSTOP");
      return packAppFolder(layout.app);
    },
    thaw: async () => {
      await requireAlive();
      await signalTree(commands.everything, "SIGCONT");
    },
    cpuTimeMs: async () => null,
    death: async () => null,
    [Symbol.asyncDispose]: async () => {
      if (isDisposed) return;
      isDisposed = true;
      await killTree(commands.everything);
      await removeFolder(root);
      parts.onDisposed();
    },
  };
}
