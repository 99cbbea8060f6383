import fc from "fast-check";

const SIGNS = [
  "`",
  "``",
  "|",
  "\\",
  "<b>",
  "*",
  "[",
  "](x)",
  "!",
  "@a",
  "#",
  "&",
  "'",
  '"',
  ",",
  "=",
  "+",
  "-",
  "＝",
];
const UNSEEN = [
  "\0",
  "\u0007",
  "\t",
  "\n",
  "\r",
  "\r\n",
  " ",
  "\u0085",
  "\u2028",
  "\u200F",
  "\u202E",
  "\uFEFF",
];
const LETTERS = ["a", "u", "d", "8", "0", "é", "ا", "中", "🎉", "\uD800", "\uDC00", "http://x.y", "www.x.y"];

/** Texts of what some reader of some format stumbles over. */
export const nastyText = fc.string({ unit: fc.constantFrom(...SIGNS, ...UNSEEN, ...LETTERS), maxLength: 16 });
