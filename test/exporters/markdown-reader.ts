/** Markdown with its code spans taken out, as CommonMark finds them: a run of backticks, up to the next of that length. */
function withoutCode(line: string): string {
  let rest = line;
  let plain = "";
  for (;;) {
    const open = /`+/.exec(rest);
    if (open === null) return plain + rest;
    const after = rest.slice(open.index + open[0].length);
    const close = new RegExp(`(?<!\`)${open[0]}(?!\`)`).exec(after);
    if (close === null) return plain + rest;
    plain += `${rest.slice(0, open.index)}§`;
    rest = after.slice(close.index + open[0].length);
  }
}

const MAX_BYTES = 1024 * 1024;

/** Everything that GitHub could not show, or that somebody else's text could do to the page; empty where there is nothing. */
export function findMarkdownProblems(text: string): string[] {
  const lines = text.split("\n");
  const plain = lines.map(withoutCode);
  const columns = countCells(lines.find((line) => line.startsWith("|")) ?? "");
  const rows = lines.filter((line) => line.startsWith("|"));
  return [
    ...(Buffer.byteLength(text) < MAX_BYTES ? [] : ["it is larger than GitHub takes"]),
    ...(/^\*\*[^*]+\.\*\*/.test(lines[0]!) ? [] : ["it does not begin with a verdict"]),
    ...plain.filter((line) => /[<>]/.test(line)).map((line) => `markup: ${line}`),
    ...plain.filter((line) => /!?\[[^\]]*\]\(|https?:|www\.|@/.test(line)).map((line) => `a link: ${line}`),
    ...plain.filter((line) => line.includes("`")).map((line) => `a code span that does not end: ${line}`),
    ...lines
      .filter((line) => /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(line))
      .map((line) => `a character that nobody sees: ${JSON.stringify(line)}`),
    ...rows
      .filter((row) => countCells(row) !== columns)
      .map((row) => `a row of ${countCells(row)} cells: ${row}`),
  ];
}

/** A bar ends a cell wherever it stands, also in a code span. */
const countCells = (row: string): number => row.split("|").length - 2;
