/** What shows nothing and can still be read by a model: tags, zero-width signs, bidi overrides, variation selectors; and what controls a terminal. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\p{Cs}]|(?![\n\t])\p{Cc}/gu;

/** A text with all that a person sees of it, on one line. */
export const toPlainText = (text: string): string =>
  text.replaceAll(INVISIBLE, "").replaceAll(/\s+/g, " ").trim();

/** Cut to so many characters, where it is longer. */
export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`;
