import { UserError } from "./errors.ts";

/*
 * Errors of the user's making with foreign suites. As in `user-errors.ts`: the message says what is wrong and where; the hint
 * says what to do.
 */

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const noSourceFolder = (folder: string) =>
  new UserError(
    "no-source-folder",
    `there is no folder ${folder}`,
    "name the folder of your own checkout; buildoff fetches nothing",
  );

export const notACheckout = (folder: string, what: string, missing: string) =>
  new UserError(
    "not-a-checkout",
    `${folder} is no ${what}: ${missing}`,
    "name the folder at the top of the checkout",
  );

export const targetNotEmpty = (folder: string) =>
  new UserError(
    "target-not-empty",
    `${folder} is there already, and is not empty; nothing is ever written over`,
    "name another folder with --to, or remove this one first",
  );

export const targetNotWritable = (folder: string, cause: unknown) =>
  new UserError(
    "target-not-writable",
    `cannot write ${folder}: ${reason(cause)}`,
    "name a folder with --to that you may write to, on a disk with room",
    { cause },
  );

/** @param row counts from 1; null where the file as a whole cannot be read */
export const unreadableRow = (file: string, row: number | null, why: string, cause?: unknown) =>
  new UserError(
    "unreadable-row",
    `${file}${row === null ? "" : `, row ${row}`}: ${why}`,
    "restore the file as its authors published it, or leave the project out with --project",
    { cause },
  );

export const unreadableSource = (file: string, why: string, cause?: unknown) =>
  new UserError(
    "unreadable-source",
    `cannot read ${file}: ${why}`,
    "restore the file as its authors published it, or leave its project or task out",
    { cause },
  );

export const nothingImported = (folder: string, reasons: readonly { what: string; reason: string }[]) =>
  new UserError(
    "nothing-imported",
    [
      `nothing of ${folder} can be imported:`,
      ...reasons.map(({ what, reason }) => `  ${what}: ${reason}`),
    ].join("\n"),
    "name other projects or tasks; `buildoff import --help` says what is needed",
  );

export const packagesNotResolved = (what: string, said: string, cause: unknown) =>
  new UserError(
    "packages-not-resolved",
    `npm cannot resolve the packages of ${what}: ${said}`,
    "see that npm is installed and reaches its registry, or leave --packages out",
    { cause },
  );
