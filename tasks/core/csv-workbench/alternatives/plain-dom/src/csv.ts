export interface Sheet {
  name: string;
  separator: "," | ";";
  names: string[];
  rows: string[][];
  problems: string[];
}

const NOTHING = { sheet: null };
type Result = { sheet: Sheet; error?: undefined } | { sheet: null; error: string };

const refuse = (error: string): Result => ({ ...NOTHING, error });

/** Splits into records, one character after the other. */
function scan(
  text: string,
  separator: string,
): { lines: number[]; records: string[][]; error: string | null } {
  const lines: number[] = [];
  const records: string[][] = [];
  let state: "start" | "plain" | "quoted" | "closed" = "start";
  let fields: string[] = [];
  let value = "";
  let [line, recordLine, quoteLine] = [1, 1, 1];
  const endField = () => {
    fields.push(value);
    value = "";
    state = "start";
  };
  const endRecord = () => {
    const isBlank = state === "start" && fields.length === 0;
    endField();
    if (!isBlank) {
      records.push(fields);
      lines.push(recordLine);
    }
    fields = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (state === "quoted") {
      if (char !== '"') {
        value += char;
        if (char === "\n") line += 1;
      } else if (text[at + 1] === '"') {
        value += char;
        at += 1;
      } else state = "closed";
      continue;
    }
    if (char === "\r" && text[at + 1] === "\n") continue;
    if (char === "\n") {
      endRecord();
      line += 1;
      recordLine = line;
    } else if (char === separator) endField();
    else if (state === "closed") {
      return { lines, records, error: `Line ${quoteLine}: there is text after a closing quote.` };
    } else if (char === '"' && state === "start") {
      state = "quoted";
      quoteLine = line;
    } else {
      value += char;
      state = "plain";
    }
  }
  if (state === "quoted")
    return { lines, records, error: `Line ${quoteLine}: this quoted value is never closed.` };
  endRecord();
  return { lines, records, error: null };
}

function chooseSeparator(text: string): "," | ";" {
  const [first = ""] = text
    .replaceAll(/"[^"]*"/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return first.split(";").length > first.split(",").length ? ";" : ",";
}

function uniqueNames(written: string[]): string[] {
  const names: string[] = [];
  written.forEach((name, index) => {
    const base = name.trim() === "" ? `Column ${index + 1}` : name.trim();
    let number = 1;
    while (names.includes(number === 1 ? base : `${base} (${number})`)) number += 1;
    names.push(number === 1 ? base : `${base} (${number})`);
  });
  return names;
}

export async function readSheet(file: File): Promise<Result> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return refuse("This file is not UTF-8 text.");
  }
  const separator = chooseSeparator(text);
  const { lines, records, error } = scan(text, separator);
  if (error !== null) return refuse(error);
  if (records.length === 0) return refuse("This file is empty.");
  const names = uniqueNames(records[0]!);
  const problems: string[] = [];
  const rows = records.slice(1).map((fields, index) => {
    const found = fields.length;
    if (found !== names.length) {
      const values = found === 1 ? "1 value" : `${found} values`;
      problems.push(`Line ${lines[index + 1]!}: ${values} instead of ${names.length}`);
    }
    return names.map((_, column) => fields[column] ?? "");
  });
  return { sheet: { name: file.name, separator, names, rows, problems } };
}

export function toCsv(names: string[], rows: string[][]): string {
  let text = "";
  for (const row of [names, ...rows]) {
    const line = row
      .map((value) => (/[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value))
      .join(",");
    text += `${line === "" ? '""' : line}\r\n`;
  }
  return text;
}
