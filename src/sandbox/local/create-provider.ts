import { symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Sandbox,
  SandboxEnvironment,
  SandboxLayout,
  SandboxProvider,
  SandboxSpec,
} from "../../core/sandbox.ts";
import { agentNeedsDocker } from "../../core/machine-errors.ts";
import { packageRoot } from "../../host/package-root.ts";
import { findBrowser, type FoundBrowser } from "./browser.ts";
import { ensureCacheFolder, findPartials } from "../cache-folder.ts";
import { PROFILE_PREFIX } from "./browser-probe.ts";
import { findOrphans } from "../../host/owned-folder.ts";
import { findFreePort } from "./port.ts";
import { createLocalSandbox } from "./sandbox.ts";
import {
  createSandboxFolder,
  findDeadSandboxFolders,
  removeFolder,
  removeSandboxFolder,
} from "./sandbox-folder.ts";
import { ensureStackPackages, stacksFolder } from "./stack-packages.ts";

const WARNING =
  "the sandbox is local: code runs as you, and limits on memory, processors, processes, disk and network are not enforced";

export function createLocalProvider(browserPath: string | null): SandboxProvider {
  const live = new Set<Sandbox>();
  let browser: Promise<FoundBrowser> | null = null;
  const ensureBrowser = (): Promise<FoundBrowser> => (browser ??= findBrowser(browserPath));

  return {
    name: "local",
    trustedOnly: true,
    unenforcedLimits: ["memoryBytes", "cpus", "processes", "diskBytes"],
    prepare: async ({ stacks, agentLayers, isConfined }, progress, signal) => {
      if (agentLayers.length > 0) throw agentNeedsDocker(agentLayers.map(({ name }) => name));
      for (const { name } of stacks) await ensureStackPackages(name, { progress, isConfined, signal });
      signal.throwIfAborted();
      progress("looking for a browser");
      return describeEnvironment(await ensureBrowser());
    },
    create: async (spec, signal) => {
      signal.throwIfAborted();
      if (spec.agentLayer !== null) throw agentNeedsDocker([spec.agentLayer]);
      const found = spec.role === "checker" ? await ensureBrowser() : null;
      const sandbox = await openSandbox(spec, found, signal, () => live.delete(sandbox));
      live.add(sandbox);
      return sandbox;
    },
    reap: async ({ isDry }) => {
      const cache = await ensureCacheFolder();
      const unfinished = [
        ...(await findPartials(cache)),
        ...(await findPartials(await stacksFolder())),
        ...(await findOrphans(tmpdir(), PROFILE_PREFIX)),
      ];
      const left = await findDeadSandboxFolders();
      for (const folder of isDry ? [] : unfinished) await removeFolder(folder);
      for (const folder of isDry ? [] : left) await removeSandboxFolder(folder);
      return [...left, ...unfinished];
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...live].map((sandbox) => sandbox[Symbol.asyncDispose]()));
    },
  };
}

async function openSandbox(
  spec: SandboxSpec,
  browser: FoundBrowser | null,
  signal: AbortSignal,
  onDisposed: () => void,
): Promise<Sandbox> {
  const packages =
    browser === null
      ? await ensureStackPackages(spec.stack, { signal })
      : join(browser.modules, "node_modules");
  // The checker uses the app through the loopback that both have in common.
  const port = spec.joins?.layout.port ?? (await findFreePort());
  const root = await createSandboxFolder();
  try {
    if (packages !== null) await symlink(packages, join(root, "node_modules"), "junction");
    signal.throwIfAborted();
  } catch (error) {
    await removeFolder(root);
    throw error;
  }
  const layout: SandboxLayout = {
    app: join(root, "app"),
    home: join(root, "home"),
    tmp: join(root, "tmp"),
    job: join(root, "job"),
    runtime: join(packageRoot, "sandboxes", "runtime"),
    node: process.execPath,
    port,
  };
  const maxOutputBytes = spec.limits.outputBytes;
  return createLocalSandbox({ root, role: spec.role, layout, browser, maxOutputBytes, onDisposed });
}

function describeEnvironment(browser: FoundBrowser): SandboxEnvironment {
  const require = createRequire(join(browser.modules, "package.json"));
  const { version: playwright } = require("playwright/package.json") as { readonly version: string };
  return {
    images: {},
    versions: { node: process.versions.node, chromium: browser.version, playwright },
    warnings: [WARNING, ...browser.warnings],
  };
}
