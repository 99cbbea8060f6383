import { resolve } from "node:path";
import { toPublicVote } from "../../arena/public-votes.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import { toRecord } from "../../exporters/csv.ts";
import { writeAtomic } from "../../store/atomic-file.ts";
import { readVotes } from "./read-votes.ts";

interface ExportFlags {
  readonly format: "jsonl" | "csv";
  readonly out?: string;
}

export async function exportVotes(files: readonly string[], { format, out }: ExportFlags): Promise<void> {
  const votes = (await readVotes(files.map((file) => resolve(file)))).map(toPublicVote);
  const text =
    format === "jsonl"
      ? votes.map((vote) => `${JSON.stringify(vote)}\n`).join("")
      : [Object.keys(votes[0]!), ...votes.map((vote) => Object.values(vote))].map(toRecord).join("");
  if (out === undefined) return void process.stdout.write(text);
  await writeAtomic(resolve(out), text).catch((error: unknown) => {
    throw invalidSetting("--out", out, (error as Error).message);
  });
}
