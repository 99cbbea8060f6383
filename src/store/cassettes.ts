import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import { brokenCassette, noCassette } from "../core/user-errors.ts";

/** Where the recorded model calls of a run lie: one file a trial, one call a line. */
export const toCassetteFile = (runPath: string, trialId: string): string =>
  join(runPath, "cassettes", `${trialId}.jsonl`);

export interface CassetteWriter {
  readonly write: (call: object) => void;
}

/** @param keeps what an earlier part of the same trial recorded stays: it goes on from there */
export function createCassette(file: string, keeps: boolean): CassetteWriter {
  mkdirSync(dirname(file), { recursive: true });
  if (!keeps) rmSync(file, { force: true });
  return { write: (call) => appendFileSync(file, `${JSON.stringify(call)}\n`) };
}

/** @throws UserError where there is none, or it was damaged */
export async function readCassette<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw noCassette(file, cause);
  });
  return text
    .split("\n")
    .filter(Boolean)
    .map((line, index) => {
      try {
        return schema.parse(JSON.parse(line));
      } catch (cause) {
        throw brokenCassette(file, index + 1, cause);
      }
    });
}
