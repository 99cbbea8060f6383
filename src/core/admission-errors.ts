import { UserError } from "./errors.ts";

/*
 * Errors of the user's making where tasks and suites are made and proved. As in `user-errors.ts`: the message says what is wrong and
 * where; the hint says what to do.
 */

export const folderInUse = (folder: string) =>
  new UserError(
    "folder-in-use",
    `there is something in ${folder} already`,
    "name a folder that is new or empty; nothing was written",
  );

export const invalidAnswer = (key: string, answer: string, why: string) =>
  new UserError("invalid-answer", `"${answer}" cannot be the ${key}: ${why}`, `give another --${key}`);
