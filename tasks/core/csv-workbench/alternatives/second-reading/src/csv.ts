export type Separator = "," | ";";
export type Row = readonly string[];
export interface Parsed {
  separator: Separator;
  columns: string[];
  rows: Row[];
  problems: string[];
}
export class CsvError extends Error {}

export const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

export function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // takes one byte order mark off
  } catch {
    throw new CsvError("This file is not UTF-8 text.");
  }
}

/** At `i`: 2 for CRLF, 1 for LF, 0 for anything else. */
function breakAt(text: string, i: number): number {
  const c = text.charCodeAt(i);
  if (c === 10) return 1;
  return c === 13 && text.charCodeAt(i + 1) === 10 ? 2 : 0;
}

/** Which separator the first record has more of. Until that is known, a value may begin after either. */
function detectSeparator(text: string, from: number): Separator {
  let commas = 0,
    semicolons = 0,
    atStart = true;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (atStart && c === '"') {
      for (i++; i < text.length; i++) {
        if (text[i] !== '"') continue;
        if (text[i + 1] === '"') i++;
        else break;
      }
      atStart = false;
      continue;
    }
    if (breakAt(text, i)) break;
    atStart = c === "," || c === ";";
    if (c === ",") commas++;
    else if (c === ";") semicolons++;
  }
  return semicolons > commas ? ";" : ",";
}

interface Record {
  line: number;
  values: string[];
}

function parseRecords(text: string): { separator: Separator; records: Record[] } {
  const end = text.length;
  const records: Record[] = [];
  let separator: Separator | null = null;
  let i = 0,
    line = 1;
  while (i < end) {
    const empty = breakAt(text, i);
    if (empty) {
      i += empty;
      line++;
      continue;
    }
    separator ??= detectSeparator(text, i);
    const record: Record = { line, values: [] };
    for (;;) {
      let value: string;
      if (text[i] === '"') {
        const startLine = line;
        let from = ++i;
        value = "";
        for (;;) {
          const quote = text.indexOf('"', i);
          if (quote < 0) throw new CsvError(`Line ${startLine}: this quoted value is never closed.`);
          if (text[quote + 1] === '"') {
            value += text.slice(from, quote + 1);
            i = from = quote + 2;
            continue;
          }
          value += text.slice(from, quote);
          i = quote + 1;
          break;
        }
        for (let k = value.indexOf("\n"); k >= 0; k = value.indexOf("\n", k + 1)) line++;
        if (i < end && text[i] !== separator && !breakAt(text, i))
          throw new CsvError(`Line ${startLine}: there is text after a closing quote.`);
      } else {
        const from = i;
        while (i < end && text[i] !== separator && !breakAt(text, i)) i++;
        value = text.slice(from, i);
      }
      record.values.push(value);
      if (i < end && text[i] === separator) {
        i++;
        continue;
      }
      if (i < end) {
        i += breakAt(text, i);
        line++;
      }
      break;
    }
    records.push(record);
  }
  if (!separator) throw new CsvError("This file is empty.");
  return { separator, records };
}

function nameColumns(first: string[]): string[] {
  const taken = new Set<string>();
  return first.map((raw, i) => {
    const base = raw.trim() || `Column ${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}

export function parseCsv(text: string): Parsed {
  const { separator, records } = parseRecords(text);
  const columns = nameColumns(records[0].values);
  const width = columns.length;
  const problems: string[] = [];
  const rows = records.slice(1).map(({ line, values }) => {
    const n = values.length;
    if (n === width) return values;
    problems.push(`Line ${line}: ${count(n)} ${n === 1 ? "value" : "values"} instead of ${count(width)}`);
    return n > width ? values.slice(0, width) : [...values, ...Array<string>(width - n).fill("")];
  });
  return { separator, columns, rows, problems };
}

export function writeCsv(columns: readonly string[], rows: readonly Row[]): string {
  const quote = (v: string) => (/[",\r\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v);
  const record = (values: readonly string[]) => `${values.map(quote).join(",") || '""'}\r\n`;
  return [columns, ...rows].map(record).join("");
}
