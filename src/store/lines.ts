import { createReadStream } from "node:fs";
import type { z } from "zod";
import { invalidResultFile } from "../core/user-errors.ts";

/**
 * A text file line by line, since some do not fit into memory; one that is not there has none. Lines end at LF alone:
 * JSON may hold U+2028, at which Node's own reader of lines would break it.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: "utf8", highWaterMark: READ_BYTES });
  let rest = "";
  try {
    for await (const chunk of input as AsyncIterable<string>) {
      const lines = chunk.split("\n");
      lines[0] = rest + lines[0]!;
      rest = lines.pop()!;
      yield* lines;
    }
    if (rest !== "") yield rest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  } finally {
    input.destroy();
  }
}

const READ_BYTES = 256 * 1024;

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
