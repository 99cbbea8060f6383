export interface ClippedText {
  readonly text: string;
  /** Left out of the middle; 0: it is whole. */
  readonly leftOutBytes: number;
}

/** A long text's beginning and end: what went wrong stands at one of them. @param most characters */
export function clipText(text: string, most: number): ClippedText {
  if (text.length <= most) return { text, leftOutBytes: 0 };
  const half = Math.floor(most / 2);
  const leftOut = text.slice(half, text.length - half);
  const kept = `${text.slice(0, half)}\n… ${leftOut.length} characters are left out here …\n${text.slice(-half)}`;
  return { text: kept.toWellFormed(), leftOutBytes: Buffer.byteLength(leftOut) };
}

/** What ends a line, in any system's texts. */
const LINE_END = /[\n\r\u0085\u2028\u2029]/;

/** The first line that says something, in so many characters. */
export function toTitle(text: string, most = 240): string {
  const start = text.trimStart().slice(0, most + 1);
  const line = start.split(LINE_END, 1)[0]!.trimEnd();
  return (line.length <= most ? line : `${line.slice(0, most - 1)}…`).toWellFormed();
}
