/**
 * Reads CSV as RFC 4180 has it: CRLF after each record, quotes around what holds a comma, a quote or a line end, and as
 * many fields in each record as in the first.
 * @throws Error with the record
 */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const { fields, end } = readRecord(text, at, records.length + 1);
    if (records.length > 0 && fields.length !== records[0]!.length)
      throw new Error(`record ${records.length + 1} has ${fields.length} fields, not ${records[0]!.length}`);
    records.push(fields);
    at = end;
  }
  return records;
}

const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;

function readRecord(text: string, start: number, number: number): { fields: string[]; end: number } {
  const fields: string[] = [];
  FIELD.lastIndex = start;
  for (;;) {
    const match = FIELD.exec(text);
    if (match === null) throw new Error(`record ${number} is broken at its field ${fields.length + 1}`);
    const [, quoted, plain, separator] = match;
    fields.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (separator === "\r\n") return { fields, end: FIELD.lastIndex };
  }
}

/** Cells that a spreadsheet would calculate. */
export const findFormulas = (records: readonly (readonly string[])[]): string[] =>
  records.flat().filter((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell));

/** Everything that is wrong with a file; empty where there is nothing. */
export function findCsvProblems(text: string): string[] {
  try {
    const records = readCsv(text);
    const header = records[0] ?? [];
    return [
      ...(/[\0-\b\v\f\u000E-\u001F\u007F]/.test(text) ? ["it holds a control character"] : []),
      ...(new Set(header).size === header.length ? [] : ["two columns have one name"]),
      ...findFormulas(records).map((cell) => `a spreadsheet would calculate ${cell.slice(0, 20)}`),
    ];
  } catch (error) {
    return [(error as Error).message];
  }
}
