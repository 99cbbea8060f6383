import { once } from "node:events";
import { resolve } from "node:path";
import { appEnded } from "../core/app-errors.ts";
import type { OpenedApp } from "../runner/open-app.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { openTrialApp } from "./open-trial-app.ts";
import type { SandboxFlags } from "./run-options.ts";

interface OpenFlags extends SandboxFlags {
  readonly results: string;
  readonly turn?: number;
  readonly port?: number;
  readonly suite?: string;
}

export const openCommand = (first: string, second: string | undefined, flags: OpenFlags): Promise<void> =>
  second === undefined ? open("latest", first, flags) : open(first, second, flags);

async function open(run: string, trial: string, flags: OpenFlags): Promise<void> {
  using interrupt = abortOnSignal();
  const { signal } = interrupt;
  const { turn = null, port = 0 } = flags;
  await using app = await openTrialApp({
    run,
    trial,
    turn,
    port,
    framedBy: null,
    flags: { ...flags, results: resolve(flags.results) },
    note,
    signal,
  });
  process.stdout.write(`${app.url}\n`);
  note(`a browser that does not find it: http://127.0.0.1:${new URL(app.url).port}/`);
  note("Ctrl-C ends it");
  await untilEnded(app, signal);
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** Stopped by the user is how it should end. @throws UserError `app-ended` */
async function untilEnded({ ended, log }: OpenedApp, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([ended, signal]);
  if (!either.aborted) await once(either, "abort");
  if (signal.aborted) return;
  throw appEnded(ended.reason instanceof Error ? ended.reason.message : String(ended.reason), log());
}
