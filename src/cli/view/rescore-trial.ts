import { execa } from "execa";
import { EXIT } from "../exit.ts";
import type { SandboxFlags } from "../run-options.ts";

export interface RescoreRequest {
  /** The run's folder. */
  readonly run: string;
  readonly trial: string;
  /** Folder of the runs. */
  readonly results: string;
  readonly flags: SandboxFlags;
}

/** Grades one trial again, into a run of its own, by the command that does it; resolves to what that says. */
export async function rescoreTrial(
  { run, trial, results, flags }: RescoreRequest,
  signal: AbortSignal,
): Promise<{ readonly exitCode: number; readonly text: string }> {
  const [, program] = process.argv;
  const args = ["rescore", run, "--trial", trial, "--results", results, "--plain", ...toArguments(flags)];
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [...process.execArgv, program!, ...args],
    {
      reject: false,
      stdin: "ignore",
      cancelSignal: signal,
      forceKillAfterDelay: 10_000,
    },
  );
  const text = exitCode === EXIT.ok ? stdout : stderr || stdout;
  return { exitCode: exitCode ?? EXIT.interrupted, text: text.trim() };
}

function toArguments({ sandbox, unsafeLocal, browser, runtime }: SandboxFlags): string[] {
  return [
    ...(sandbox === undefined ? [] : ["--sandbox", sandbox]),
    ...(unsafeLocal === true ? ["--unsafe-local"] : []),
    ...(browser === undefined ? [] : ["--browser", browser]),
    ...(runtime === undefined ? [] : ["--runtime", runtime]),
  ];
}
