import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../../src/host/folder-files.ts";

/**
 * What differs between two runs of the same trials, and nothing else: moments, durations, and the process. Everything that
 * is not named here is compared byte for byte.
 */
const MEMBERS_OF_TIME: ReadonlySet<string> = new Set([
  "at",
  "createdAt",
  "startedAt",
  "finishedAt",
  "durationMs",
  "agentDurationMs",
  "wallMs",
  "workingMs",
  "pid",
]);

/** Has a duration for each check. */
const TIMINGS = "timingsMs";

/** In the page, in JUnit and in logs: a moment, a duration, seconds. */
const TEXTS_OF_TIME = [
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d\.\d{3}Z| UTC)/g,
  /(?<=<td class="n">|<span>time )\d+(?:\.\d)?(?:ms|s|m \d\d?s)/g,
  /(?<= time=")\d+\.\d{3}(?=")/g,
  // The port of an app in the local sandbox: any that was free.
  /(?<=http:\/\/127\.0\.0\.1:)\d+/g,
];

/** Every file below a run's folder with its content, times blanked. */
export async function readRunFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const path of await listFiles(folder)) {
    const bytes = await readFile(join(folder, path));
    files.set(path, withoutTimes(path, bytes));
  }
  return files;
}

function withoutTimes(path: string, bytes: Buffer): string {
  if (path.endsWith(".zst") || path.endsWith(".png")) return bytes.toString("base64");
  const text = bytes.toString("utf8");
  // It holds hashes of files with times in them, which is for `verify` to judge: what is compared is of which files.
  if (path === "seal.jsonl")
    return [...text.matchAll(/"path":"([^"]*)"/g)].map(([, file]) => file).join("\n");
  if (path.endsWith(".jsonl")) return text.split("\n").map(blankJson).join("\n");
  if (path.endsWith(".json")) return blankJson(text);
  return TEXTS_OF_TIME.reduce((rest, pattern) => rest.replaceAll(pattern, "TIME"), text);
}

/** Keeps the members' order and the layout. */
function blankJson(text: string): string {
  if (text === "") return text;
  const value = JSON.parse(text, (key, member: unknown) => {
    if (key === TIMINGS) return Object.keys(member as object);
    return MEMBERS_OF_TIME.has(key) && ["number", "string"].includes(typeof member) ? "TIME" : member;
  }) as unknown;
  return text.startsWith("{\n") ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value);
}
