import { parse } from "csv-parse/sync";
import type { Figure, Measure } from "../../analysis/correlate.ts";
import { aliasesOf } from "../../analysis/measures.ts";
import { ambiguousColumn, noSuchColumn } from "../../core/correlation-errors.ts";
import { toRejection } from "./rejection.ts";

/** Columns that hold what orders models, where none is named. */
const RATINGS = ["rating", "score"];

/** A row, and the line of the file that it ends on. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** @throws UserError as `readTable` */
export function readCsvTable(file: string, bytes: Buffer, column: string | null): Measure {
  const [head, ...rows] = parseRows(file, bytes);
  if (head === undefined) throw toRejection(file, ["it is empty"]);
  const model = findColumn(file, head, ["model"]);
  const figure = findColumn(file, head, column === null ? RATINGS : [column]);
  const figures: Figure[] = [];
  const without: Measure["without"] = [];
  const lines = new Map<string, number>();
  const problems: string[] = [];
  for (const { line, cells } of rows) {
    const [name, text] = [toText(cells[model]!), cells[figure]!];
    const earlier = lines.get(name);
    lines.set(name, line);
    if (name === "") problems.push(`line ${line}: it names no model`);
    else if (earlier !== undefined) problems.push(`line ${line}: ${name} stands in line ${earlier} already`);
    else if (text === "") without.push({ model: name, why: `its ${head.cells[figure]} is empty` });
    else if (!NUMBER.test(text))
      problems.push(`line ${line}: ${head.cells[figure]} of ${name} is no number: ${JSON.stringify(text)}`);
    else figures.push({ name, aliases: aliasesOf(name), value: Number(text) });
  }
  if (problems.length > 0) throw toRejection(file, problems);
  if (rows.length === 0) throw toRejection(file, ["it has no row below its head"]);
  return {
    kind: "table",
    name: file,
    column: head.cells[figure]!,
    figures,
    without,
    sharedPairs: null,
    isCalibrated: null,
  };
}

/** `Number` alone takes hexadecimal numbers, and `Infinity`. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;

/** Spreadsheets are kept from running a text by an apostrophe before it; a model's name may begin with `@`. */
const toText = (cell: string): string => cell.replace(/^'(?=[=+\-@'])/, "");

function parseRows(file: string, bytes: Buffer): Row[] {
  try {
    const records = parse(bytes, { bom: true, info: true, skip_empty_lines: true, trim: true });
    return (records as unknown as readonly CsvRecord[]).map(({ info, record }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (error) {
    throw toRejection(file, [(error as Error).message]);
  }
}

/** What the parser gives with `info`. */
interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** The place of the only column of one of these names; case is no difference. */
function findColumn(file: string, { cells }: Row, wanted: readonly string[]): number {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const found = [...cells.keys()].filter((place) => names.has(cells[place]!.toLowerCase()));
  if (found.length === 0) throw noSuchColumn(file, wanted, cells);
  if (found.length > 1)
    throw ambiguousColumn(
      file,
      found.map((place) => cells[place]!),
    );
  return found[0]!;
}
