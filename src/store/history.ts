import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type Night, NightSchema } from "../core/baseline.ts";
import { readRecords } from "./lines.ts";

/** Every night of a history file, as they were added; none where there is no file yet. @throws UserError for a broken line */
export async function readHistory(file: string): Promise<Night[]> {
  const nights: Night[] = [];
  for await (const night of readRecords(file, NightSchema)) nights.push(night);
  return nights;
}

export async function addNight(file: string, night: Night): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${JSON.stringify(night)}\n`);
}
