import { BadFile } from "./bad-file.ts";
import type { Separator } from "./separator.ts";

export interface CsvRecord {
  /** Where it starts in the file, from 1. */
  readonly line: number;
  readonly values: string[];
}

/**
 * Reads records by RFC 4180; empty lines are none.
 * @throws BadFile
 */
export function parseCsv(text: string, separator: Separator): CsvRecord[] {
  const unquoted = new RegExp(`[^${separator}\\n]*`, "y");
  const records: CsvRecord[] = [];
  let position = 0;
  let line = 1;

  const lineEndLength = (): number => {
    if (text[position] === "\n") return 1;
    return text[position] === "\r" && text[position + 1] === "\n" ? 2 : 0;
  };

  const readQuoted = (): string => {
    const startLine = line;
    let value = "";
    for (;;) {
      const quote = text.indexOf('"', position + 1);
      if (quote === -1) throw new BadFile(`Line ${startLine}: this quoted value is never closed.`);
      value += text.slice(position + 1, quote);
      position = quote + 1;
      if (text[position] !== '"') break;
      value += '"';
    }
    if (position < text.length && text[position] !== separator && lineEndLength() === 0) {
      throw new BadFile(`Line ${startLine}: there is text after a closing quote.`);
    }
    line += value.split("\n").length - 1;
    return value;
  };

  const readUnquoted = (): string => {
    unquoted.lastIndex = position;
    const [run] = unquoted.exec(text)!;
    const endsInCrLf = run.endsWith("\r") && text[position + run.length] === "\n";
    const value = endsInCrLf ? run.slice(0, -1) : run;
    position += value.length;
    return value;
  };

  const readRecord = (): CsvRecord => {
    const record: CsvRecord = { line, values: [] };
    for (;;) {
      record.values.push(text[position] === '"' ? readQuoted() : readUnquoted());
      if (text[position] !== separator) return record;
      position += 1;
    }
  };

  while (position < text.length) {
    if (lineEndLength() === 0) records.push(readRecord());
    if (position < text.length) line += 1;
    position += lineEndLength();
  }
  return records;
}
