import { open, readFile, rm } from "node:fs/promises";
import { runInUse } from "../core/user-errors.ts";
import { describeProcess, isAlive, type ProcessIdentity } from "./process-identity.ts";

/**
 * Holds a run for this process: two harnesses never write one run. A lock whose owner is dead is taken over.
 * @throws UserError `run-in-use`
 */
export async function lockRun(file: string): Promise<AsyncDisposable> {
  const self = await describeProcess(process.pid);
  for (;;) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(JSON.stringify(self));
      await handle.close();
      return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = await readOwner(file);
      if (owner !== null && (await isAlive(owner))) throw runInUse(file, owner.pid);
      await rm(file, { force: true });
    }
  }
}

async function readOwner(file: string): Promise<ProcessIdentity | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as ProcessIdentity;
  } catch {
    return null;
  }
}
