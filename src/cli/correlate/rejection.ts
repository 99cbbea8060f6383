import { brokenTable } from "../../core/correlation-errors.ts";
import type { UserError } from "../../core/errors.ts";

/** Problems that are shown of a file. */
const SHOWN = 10;

export const toRejection = (file: string, problems: readonly string[]): UserError =>
  brokenTable(file, problems.slice(0, SHOWN), Math.max(0, problems.length - SHOWN));
