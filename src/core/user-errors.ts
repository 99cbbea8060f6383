import { UserError } from "./errors.ts";

/*
 * Every error of the user's making, one factory each. The message says what is wrong and where; the hint says what to do.
 */

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const unknownName = (
  noun: string,
  name: string,
  known: readonly string[],
  suggestion: string | null,
) =>
  new UserError(
    "unknown-name",
    `unknown ${noun} "${name}"`,
    suggestion === null ? `known: ${list(known)}` : `did you mean "${suggestion}"? known: ${list(known)}`,
  );
