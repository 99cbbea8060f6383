import { counted } from "../words.ts";
import type { Table } from "../table.ts";
import { BadFile } from "./bad-file.ts";
import { nameColumns } from "./column-names.ts";
import { parseCsv } from "./parse.ts";
import { detectSeparator, type Separator } from "./separator.ts";

export interface OpenedFile {
  readonly name: string;
  readonly separator: Separator;
  readonly table: Table;
  /** Records with too few or too many values, in words. */
  readonly problems: readonly string[];
}

/** @throws BadFile */
export async function openCsv(file: File): Promise<OpenedFile> {
  const text = decode(await file.arrayBuffer());
  const separator = detectSeparator(text);
  const [header, ...records] = parseCsv(text, separator);
  if (header === undefined) throw new BadFile("This file is empty.");
  const columns = nameColumns(header.values);
  const width = columns.length;
  const problems = records
    .filter(({ values }) => values.length !== width)
    .map(({ line, values }) => `Line ${line}: ${counted(values.length, "value")} instead of ${width}`);
  const rows = records.map(({ values }) =>
    values.length === width ? values : columns.map((_, index) => values[index] ?? ""),
  );
  return { name: file.name, separator, table: { columns, rows }, problems };
}

/** Drops the byte order mark too. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BadFile("This file is not UTF-8 text.", { cause });
  }
}
