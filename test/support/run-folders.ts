import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../../src/host/folder-files.ts";

/**
 * What differs between two runs of the same trials, and nothing else: moments, durations, and the process. Everything that
 * is not named here is compared byte for byte.
 */
const MEMBERS_OF_TIME = [
  "at",
  "createdAt",
  "startedAt",
  "finishedAt",
  "durationMs",
  "agentDurationMs",
  "wallMs",
  "workingMs",
  "pid",
];
const MEMBER_OF_TIME = new RegExp(
  String.raw`(?<="(?:${MEMBERS_OF_TIME.join("|")})": ?)("[^"]*"|-?\d[\d.e+-]*)`,
  "g",
);

/** A duration for each check. */
const TIMINGS = /(?<="timingsMs": ?\{)[^}]*(?=\})/g;

/** In JUnit and in logs: a moment, seconds. */
const TEXTS_OF_TIME = [
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d\.\d{3}Z| UTC)/g,
  /(?<= time=")\d+\.\d{3}(?=")/g,
  // The port of an app in the local sandbox: any that was free.
  /(?<=http:\/\/127\.0\.0\.1:)\d+/g,
];

/** Every file below a run's folder with its content, times blanked; without its report, which is made of them. */
export async function readRunFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const path of await listFiles(folder)) {
    if (path.startsWith("report/")) continue;
    const bytes = await readFile(join(folder, path));
    files.set(path, withoutTimes(path, bytes));
  }
  return files;
}

function withoutTimes(path: string, bytes: Buffer): string {
  // What an app shows at first may be of a moment.
  if (path.endsWith("/first-page.jpg")) return "PICTURE";
  if (path.endsWith(".zst") || path.endsWith(".png")) return bytes.toString("base64");
  const text = bytes.toString("utf8");
  // It holds hashes of files with times in them, which is for `verify` to judge: what is compared is of which files.
  if (path === "seal.jsonl")
    return [...text.matchAll(/"path":"([^"]*)"/g)].map(([, file]) => file).join("\n");
  if (/\.jsonl?$/.test(path))
    return text
      .replaceAll(MEMBER_OF_TIME, "TIME")
      .replaceAll(TIMINGS, (timings) => timings.replaceAll(/(?<=: ?)\d[\d.]*/g, "TIME"));
  return TEXTS_OF_TIME.reduce((rest, pattern) => rest.replaceAll(pattern, "TIME"), text);
}
