import { UserError } from "../core/errors.ts";
import type { SandboxProvider } from "../core/sandbox.ts";
import { connectEngine } from "../sandbox/docker/engine.ts";
import { removeOutdatedImages } from "../sandbox/docker/images/outdated.ts";
import { sandboxProviders } from "../sandbox/registry.ts";

interface CleanFlags {
  readonly images?: boolean;
  readonly dryRun?: boolean;
}

export async function clean(flags: CleanFlags): Promise<void> {
  const isDry = flags.dryRun === true;
  const removed: string[] = [];
  const notes: string[] = [];
  for (const name of Object.keys(sandboxProviders)) {
    try {
      const found = await cleanProvider(name, isDry);
      removed.push(...found.map((what) => `${name}: ${what}`));
    } catch (error) {
      // Without an engine there is nothing of ours on it to remove.
      if (!(error instanceof UserError)) throw error;
      notes.push(`${name}: ${error.message}`);
    }
  }
  if (flags.images === true) {
    const cleanup = await removeOutdatedImages(await connectEngine(), isDry);
    removed.push(...cleanup.removed.map((name) => `image ${name}`));
    notes.push(...cleanup.kept.map((name) => `image ${name}: kept, a container uses it`));
  }
  for (const note of notes) process.stderr.write(`${note}\n`);
  for (const line of removed) process.stdout.write(`${isDry ? "would remove" : "removed"} ${line}\n`);
  if (removed.length === 0) process.stdout.write("nothing to remove\n");
}

async function cleanProvider(name: string, isDry: boolean): Promise<readonly string[]> {
  const options = { runId: "clean", browserPath: null, runtime: null };
  await using provider: SandboxProvider = await sandboxProviders[name]!.create(options);
  return provider.reap({ isDry });
}
