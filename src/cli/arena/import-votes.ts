import { appendFile, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isFile } from "../../host/folder-files.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import { countOf } from "../statistics-text.ts";
import { readVotes } from "./read-votes.ts";

/** Adds what is new; a vote whose id is there already is known. */
export async function importVotes(files: readonly string[], { to }: { readonly to: string }): Promise<void> {
  const votes = await readVotes(files.map((file) => resolve(file)));
  const target = resolve(to);
  const known = new Set((await isFile(target)) ? (await readVotes([target])).map(({ id }) => id) : []);
  const added = votes.filter(({ id }) => !known.has(id));
  try {
    await mkdir(dirname(target), { recursive: true });
    await appendFile(target, added.map((vote) => `${JSON.stringify(vote)}\n`).join(""));
  } catch (cause) {
    throw invalidSetting("--to", to, (cause as Error).message);
  }
  const rest = votes.length === added.length ? "" : `; ${votes.length - added.length} were there already`;
  process.stdout.write(
    `${countOf(added.length, "vote")} added to ${to}${rest}\n\nbuildoff arena rate ${to}\n`,
  );
}
