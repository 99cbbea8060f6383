import { basename, join } from "node:path";
import { UserError } from "../../core/errors.ts";
import { formatSize } from "../../core/format.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { readReviews } from "../../store/reviews.ts";
import { fileExists } from "../../store/run-store.ts";
import { isBesideSeal } from "../../store/seal/beside.ts";
import { createDigester, type FileDigest } from "../../store/seal/digest.ts";
import { mergeByPath } from "../../store/seal/merge.ts";
import {
  readSealedFiles,
  readSealSummary,
  type SealedEntry,
  type SealSummary,
} from "../../store/seal/read.ts";
import { type FoundFile, walkFiles } from "../../store/seal/walk.ts";
import { findChangedLines } from "./changed-lines.ts";
import { countOf, type Finding, finding, type Inspection, judge } from "./inspection.ts";

/** Holds every file of the run's folder against the seal. */
export async function inspectFiles(folder: RunFolder): Promise<Inspection> {
  const name = basename(folder.seal);
  if (!(await fileExists(folder.seal)))
    return judge("there is no seal to hold them against", [
      finding(
        name,
        "it is missing: the run has not come to its end (`buildoff resume`), or the seal was removed",
      ),
    ]);
  try {
    const summary = await readSealSummary(folder.seal);
    if (summary === null) return judge("the seal says nothing of them", [finding(name, "it is empty")]);
    const findings: Finding[] = [];
    const digest = createDigester();
    const files = mergeByPath(readSealedFiles(folder.seal), findFiles(folder.path, name));
    for await (const [sealed, found] of files)
      findings.push(...(await compare(sealed, found, { folder: folder.path, digest })));
    return judge(`${describeSeal(summary)}${await describeBeside(folder)}`, findings);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return judge("they cannot be held against the seal", [finding(name, error.message)]);
  }
}

function describeSeal({ end, pruned }: SealSummary): string {
  const said = `${countOf(end.files, "file")}, ${formatSize(end.bytes)}`;
  return pruned === 0 ? said : `${said}; of these, ${countOf(pruned, "file")} need not be there: pruned`;
}

function* findFiles(path: string, seal: string): Generator<FoundFile> {
  for (const found of walkFiles(path))
    if ((found.path !== seal || !found.isFile) && !isBesideSeal(found)) yield found;
}

/** What people said of the run afterwards, and what was made of it, can be held against nothing. */
async function describeBeside(folder: RunFolder): Promise<string> {
  const reviews = await readReviews(folder);
  const beside = [
    ...(reviews.length === 0 ? [] : [countOf(reviews.length, "review")]),
    ...((await fileExists(folder.report)) ? ["a report"] : []),
  ];
  return beside.length === 0 ? "" : `; beside the seal: ${beside.join(" and ")}`;
}

interface Comparison {
  readonly folder: string;
  readonly digest: (file: string) => Promise<FileDigest>;
}

async function compare(
  sealed: SealedEntry | null,
  found: FoundFile | null,
  { folder, digest }: Comparison,
): Promise<Finding[]> {
  if (sealed === null)
    return [finding(found!.path, found!.isFile ? "it was put in after the run ended" : NO_FILE)];
  const { path, prunedAt } = sealed;
  if (found === null) return prunedAt === undefined ? [finding(path, "it is missing")] : [];
  if (!found.isFile) return [finding(path, NO_FILE)];
  try {
    const now = await digest(join(folder, path));
    return now.sha256 === sealed.sha256 ? [] : await describeChange(folder, sealed, now);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return [finding(path, `it cannot be read: ${code}`)];
  }
}

const NO_FILE = "it is no file, but a link or the like, which no run writes";

async function describeChange(folder: string, sealed: SealedEntry, now: FileDigest): Promise<Finding[]> {
  const { path, lines, sizeBytes } = sealed;
  const file = join(folder, path);
  const records =
    lines === null || now.lines === null
      ? []
      : await findChangedLines({ file, path, before: lines, after: now.lines });
  if (records.length > 0) return records;
  const size = sizeBytes === now.sizeBytes ? "" : `: it had ${sizeBytes} bytes, and has ${now.sizeBytes}`;
  return [finding(path, `it was changed${size}`)];
}
