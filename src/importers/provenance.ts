import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { ImportFile } from "./import-file.ts";

type Provenance = Pick<ImportFile["source"], "commit" | "changed" | "licence">;

/** Which commit a checkout is at and under which licence it stands, as far as its own files tell. */
export async function readProvenance(folder: string): Promise<Provenance> {
  const commit = await readCommit(folder);
  const changes = commit === null ? null : await git(folder, ["status", "--porcelain"]);
  return {
    commit,
    changed: changes === null ? null : changes !== "",
    licence: (await readLicence(folder))?.spdx ?? "NOASSERTION",
  };
}

/** Null where the folder is not itself the top of a git checkout: another one around it says nothing about it. */
async function readCommit(folder: string): Promise<string | null> {
  const prefix = await git(folder, ["rev-parse", "--show-prefix"]);
  return prefix === "" ? git(folder, ["rev-parse", "HEAD"]) : null;
}

/** Null where there is no git, or it says no. A checkout's own configuration may name programs: none of it is used. */
async function git(folder: string, args: readonly string[]): Promise<string | null> {
  const safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const result = await execa("git", ["-C", folder, ...safe, ...args], {
    reject: false,
    stdin: "ignore",
    timeout: 60_000,
    env: { GIT_OPTIONAL_LOCKS: "0" },
  });
  return result.exitCode === 0 ? result.stdout.trim() : null;
}

const LICENCE_FILES = ["LICENSE.md", "LICENSE", "LICENSE.txt", "LICENCE", "LICENCE.md"];
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/Apache License\s+Version 2\.0/, "Apache-2.0"],
  [/\bMIT License\b|Permission is hereby granted, free of charge/, "MIT"],
];

/** The licence file at the top of a folder with what it is, where it was recognised. */
export async function readLicence(
  folder: string,
): Promise<{ readonly file: string; readonly spdx: string | null } | null> {
  for (const file of LICENCE_FILES) {
    const text = await readFile(join(folder, file), "utf8").catch(() => null);
    if (text !== null) return { file, spdx: KNOWN.find(([pattern]) => pattern.test(text))?.[1] ?? null };
  }
  return null;
}
