import type { BesideReport, BesideRequest } from "../core/checker.ts";
import { STAGING } from "../core/place-files.ts";
import { loadCheckFiles } from "./job-files.ts";
import { checkKinds } from "./registry.ts";

/**
 * Runs one check beside the agent's code.
 * @throws InfraError, SandboxDeathError; the signal's reason once it is aborted
 */
export async function runBeside(request: BesideRequest): Promise<BesideReport> {
  const { check, taskFolder, sandbox, timeoutMs, signal } = request;
  signal.throwIfAborted();
  const kind = checkKinds.find(({ key }) => key === check.kind);
  if (kind === undefined || !("runBeside" in kind))
    throw new Error(`a check of kind ${check.kind} runs in the checker`);
  const files = await loadCheckFiles([check], taskFolder);
  const log: string[] = [];
  const keepLog = (text: string): void => void log.push(...text.split("\n"));
  await sandbox.exec(["rm", "-rf", "--", STAGING], { user: "agent", cwd: sandbox.layout.app });
  const finding = await kind.runBeside(check.spec, { sandbox, files, timeoutMs, signal, keepLog });
  return { verdict: { id: check.id, ...finding }, log };
}
