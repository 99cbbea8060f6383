import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { type JournalRecord, JournalRecordSchema } from "../../src/core/journal.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { type TrialRow, TrialRowSchema } from "../../src/core/trial-row.ts";
import type { Summary } from "../../src/core/summary.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(repository, "src", "cli.ts");

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Starts the command line as a user would; the process's own exit decides, nothing is thrown. */
export function startBuildoff(args: readonly string[], { cwd = repository, env = {} }: CliOptions = {}) {
  return execa(process.execPath, ["--disable-warning=ExperimentalWarning", CLI, ...args], {
    cwd,
    env,
    reject: false,
    stdin: "ignore",
    maxBuffer: 100_000_000,
  });
}

export async function buildoff(args: readonly string[], options: CliOptions = {}) {
  const { exitCode, stdout, stderr, signal } = await startBuildoff(args, options);
  return { exitCode, stdout, stderr, signal };
}

/** Resolves as soon as the process has written the text; rejects where it ends before. */
export function waitForText(started: ReturnType<typeof startBuildoff>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = "";
    started.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(text)) resolve();
    });
    started.stdout.once("end", () => reject(new Error(`the process ended before it wrote ${text}`)));
  });
}

export async function readSummary(run: string): Promise<Summary> {
  return JSON.parse(await readFile(join(run, "summary.json"), "utf8")) as Summary;
}

export async function readRows(run: string): Promise<TrialRow[]> {
  const text = await readFile(join(run, "trials.jsonl"), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => TrialRowSchema.parse(JSON.parse(line)));
}

/** Everything of the trials that `trials.jsonl` lists. */
export async function readResults(run: string): Promise<TrialResult[]> {
  const rows = await readRows(run);
  const texts = await Promise.all(
    rows.map(({ id }) => readFile(join(run, "trials", id, "result.json"), "utf8")),
  );
  return texts.map((text) => JSON.parse(text) as TrialResult);
}

export async function readJournalOf(run: string): Promise<JournalRecord[]> {
  const text = await readFile(join(run, "journal.jsonl"), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JournalRecordSchema.parse(JSON.parse(line)));
}
