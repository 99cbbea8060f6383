import type { Answer } from "../../site/protocol.ts";

/** What a key asks for. */
export type Command =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "submit" | "next" | "keys" | "leave" };

/** A key as it was pressed. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/** Each answer's digit and letter. */
export const ANSWER_KEYS: readonly {
  readonly answer: Answer;
  readonly digit: string;
  readonly letter: string;
}[] = [
  { answer: "first", digit: "1", letter: "a" },
  { answer: "second", digit: "2", letter: "b" },
  { answer: "tie", digit: "3", letter: "t" },
  { answer: "both_bad", digit: "4", letter: "x" },
];

/** `?` as the keyboards of the page's languages have it. */
const HELP = new Set(["?", "؟", "？"]);

/** @param isTyping into a text of the page: all but submitting is the text's then. Null: the key is somebody else's */
export function readKey(press: Press, isTyping: boolean): Command | null {
  if (press.repeat || press.isComposing || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    return press.key === "Enter" && !press.shiftKey ? { kind: "submit" } : null;
  }
  if (isTyping) return null;
  if (HELP.has(press.key)) return { kind: "keys" };
  if (press.shiftKey) return null;
  if (press.key === "Escape") return { kind: "leave" };
  const sign = toSign(press);
  const chosen = ANSWER_KEYS.find(({ digit, letter }) => sign === digit || sign === letter);
  if (chosen !== undefined) return { kind: "answer", answer: chosen.answer };
  return sign === "n" ? { kind: "next" } : null;
}

/** A digit by its key, since some keyboards have it behind Shift; a letter as it is written, or by its key where the keyboard writes no Latin. */
function toSign({ key, code }: Press): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (/^[ -~]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

/** Whether what is pressed there is text. Radio buttons take none. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input:not([type=radio]), textarea, select, dialog, [contenteditable]") !== null;
