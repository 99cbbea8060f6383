import { UserError } from "./errors.ts";

/*
 * What keeps a stored app from being opened, one factory each. As in `user-errors.ts`: the message says what is wrong, the
 * hint what to do.
 */

const LAST_LINES = 30;

/** The end of a log, as a message has it. */
const endOf = (log: string): string => {
  const lines = log.trimEnd().split("\n").slice(-LAST_LINES);
  return lines.join("\n").slice(-4_000);
};

export const appNotBuilt = (failure: string, log: string) =>
  new UserError(
    "app-not-built",
    `${failure}:\n${endOf(log)}`,
    "the app is as its agent left it; its workspace can be opened at another --turn",
  );

export const appNotServed = (failure: string, log: string) =>
  new UserError(
    "app-not-served",
    `${failure}:\n${endOf(log)}`,
    "the app is as its agent left it; its workspace can be opened at another --turn",
  );

export const appEnded = (why: string, log: string) =>
  new UserError(
    "app-ended",
    `the app has ended: ${why}\n${endOf(log)}`,
    "open it again; where it ends again, that is what the app does",
  );

export const portUnusable = (port: number, cause: unknown) =>
  new UserError(
    "port-unusable",
    `cannot listen on port ${port} of this machine: ${cause instanceof Error ? cause.message : String(cause)}`,
    "choose another --port, or leave it out",
    { cause },
  );

export const noApp = (trial: string, why: string) =>
  new UserError(
    "no-app",
    `the trial ${trial} left no app: ${why}`,
    "choose another trial; `buildoff show` tells how each ended",
  );

export const unknownTurn = (trial: string, turn: number, known: readonly number[]) =>
  new UserError(
    "unknown-turn",
    `the trial ${trial} has no turn ${turn}`,
    `it has: ${known.join(", ")}; leave --turn out for the last one`,
  );
