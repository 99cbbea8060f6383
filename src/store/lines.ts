import type { z } from "zod";
import { invalidResultFile } from "../core/user-errors.ts";
import { openIfThere } from "./regular-file.ts";

/**
 * A text file line by line, since some do not fit into memory; one that is not there has none. Lines end at LF alone:
 * JSON may hold U+2028, at which Node's own reader of lines would break it.
 * @throws UserError `invalid-result-file` for what is no regular file, and for a line that is longer than any that is written
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const handle = await openIfThere(file);
  if (handle === null) return;
  const input = handle.createReadStream({ encoding: "utf8", highWaterMark: READ_BYTES });
  let rest = "";
  try {
    for await (const chunk of input as AsyncIterable<string>) {
      const lines = chunk.split("\n");
      lines[0] = rest + lines[0]!;
      rest = lines.pop()!;
      yield* lines;
      if (rest.length > MAX_LINE_CHARACTERS) throw tooLongLine(file);
    }
    if (rest !== "") yield rest;
  } finally {
    input.destroy();
  }
}

const READ_BYTES = 256 * 1024;
/** Half of what a text can be at most: a file of one line, of zeros for example, must not fill the memory. */
export const MAX_LINE_CHARACTERS = 256 * 1024 ** 2;

/** What a text holds as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const tooLongLine = (file: string): Error =>
  invalidResultFile(file, `a line of it is longer than ${MAX_LINE_CHARACTERS} characters`, null);

/**
 * Every line of a file that buildoff wrote, as its schema tells.
 * @param isKnown tells cheaply of most values that they are what the schema says; the others are held against it
 * @throws UserError `invalid-result-file` with the line
 */
export async function* readRecords<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  isKnown: (value: unknown) => boolean = () => false,
): AsyncGenerator<z.infer<Schema>> {
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line.trim() === "") continue;
    const value = parseLine(line, `${file}:${number}`);
    yield isKnown(value) ? (value as z.infer<Schema>) : validate(value, schema, `${file}:${number}`);
  }
}

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw invalidResultFile(place, (cause as Error).message, cause);
  }
}

function validate<Schema extends z.ZodType>(value: unknown, schema: Schema, place: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalidResultFile(
    place,
    `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
    result.error,
  );
}
