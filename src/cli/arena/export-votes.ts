import { resolve } from "node:path";
import { PUBLIC_COLUMNS, toPublicVote } from "../../arena/public-votes.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import { toRecord } from "../../exporters/csv.ts";
import { writeAtomic } from "../../store/atomic-file.ts";
import { countOf } from "../statistics-text.ts";
import { readVotes } from "./read-votes.ts";

interface ExportFlags {
  readonly format: "jsonl" | "csv";
  readonly out?: string;
}

/** Leaves attention pairs out, whose names are of no models, and says how many on standard error. */
export async function exportVotes(files: readonly string[], { format, out }: ExportFlags): Promise<void> {
  const all = await readVotes(files.map((file) => resolve(file)));
  const votes = all.filter(({ expected }) => expected === null).map(toPublicVote);
  const text =
    format === "jsonl"
      ? votes.map((vote) => `${JSON.stringify(vote)}\n`).join("")
      : [PUBLIC_COLUMNS, ...votes.map((vote) => Object.values(vote))].map(toRecord).join("");
  if (all.length > votes.length)
    process.stderr.write(`${countOf(all.length - votes.length, "vote")} left out: they measure raters\n`);
  if (out === undefined) return void process.stdout.write(text);
  await writeAtomic(resolve(out), text).catch((error: unknown) => {
    throw invalidSetting("--out", out, (error as Error).message);
  });
}
