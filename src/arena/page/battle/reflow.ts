/** What a line begins that is none of the paragraph before: an item, a heading, a table, a quotation, code. */
const OWN_LINE = /^(?:\s|[-*+>|#]\s|\||~~~|```|\d+[.)]\s)/;
/** What ends with its line. */
const WHOLE_LINE = /^\s*(?:#+\s|\||~~~|```)/;
const FENCE = /^\s*(?:```|~~~)/;
/** Scripts that put no space between words. */
const UNSPACED = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]$/;

/** A text whose paragraphs were broken into lines by hand, with its paragraphs whole: they break where the page does. */
export function reflow(text: string): string {
  let isCode = false;
  let before = "";
  let whole = "";
  for (const [place, line] of text.split("\n").entries()) {
    const isJoined =
      !isCode &&
      before.trim() !== "" &&
      line.trim() !== "" &&
      !WHOLE_LINE.test(before) &&
      !OWN_LINE.test(line);
    if (FENCE.test(line)) isCode = !isCode;
    if (place > 0) whole += isJoined ? (UNSPACED.test(before) ? "" : " ") : "\n";
    whole += line;
    before = line;
  }
  return whole;
}
