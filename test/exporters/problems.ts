import { z } from "zod";
import { parseStrictJson } from "./strict-json.ts";

/** Why a document is not what its format allows; empty where it is. */
export function findProblems(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error === undefined ? [] : [z.prettifyError(error)];
}

/** The same of JSON as text. */
export function findProblemsOfJson(schema: z.ZodType, text: string): string[] {
  try {
    return findProblems(schema, parseStrictJson(text));
  } catch (error) {
    return [(error as Error).message];
  }
}
