import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { Sandbox } from "../core/sandbox.ts";

/** How a sandbox with the agent's code died, where that is what stands behind a failure; the checker's death is not the app's. */
export async function explainDeath(error: unknown, sandbox: Sandbox): Promise<string | null> {
  if (error instanceof SandboxDeathError) return error.message;
  const death = error instanceof InfraError && error.code !== "checker" ? await sandbox.death() : null;
  return death === null ? null : `it died of ${death}`;
}
