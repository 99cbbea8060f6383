import { randomInt } from "node:crypto";

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 8;

/** A code that `isTaken` does not know. */
export function makeCode(isTaken) {
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    if (!isTaken(code)) return code;
  }
}

/** A code as people type it, without what is neither letter nor digit. */
export const parseCode = (text) => text.trim();
