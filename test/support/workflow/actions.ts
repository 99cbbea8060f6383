import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileExists } from "../../../src/store/run-store.ts";

/** Where what outlives a job is kept, for all jobs of all nights. */
export interface Shelves {
  readonly caches: string;
  readonly artifacts: string;
}

export type ActionInputs = Readonly<Record<string, string>>;

/** One of GitHub's own actions, as far as the nightly workflow uses it, on folders. Resolves to its outputs. */
type Action = (inputs: ActionInputs, cwd: string, shelves: Shelves) => Promise<Record<string, string>>;

const nothing: Action = async () => ({});

/** By name, without the version. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  "actions/checkout": nothing,
  "actions/setup-node": nothing,
  "actions/cache/restore": async (inputs, cwd, { caches }) => {
    const entry = await findCache(inputs, caches);
    if (entry === null && inputs["fail-on-cache-miss"] === "true")
      throw new Error("the cache has no such key");
    if (entry !== null && inputs["lookup-only"] !== "true")
      await cp(join(caches, entry), join(cwd, inputs["path"]!), { recursive: true });
    return { "cache-hit": entry === null ? "" : String(entry === inputs["key"]) };
  },
  "actions/cache/save": async (inputs, cwd, { caches }) => {
    const from = join(cwd, inputs["path"]!);
    const to = join(caches, inputs["key"]!);
    if ((await fileExists(from)) && !(await fileExists(to))) await cp(from, to, { recursive: true });
    return {};
  },
  "actions/upload-artifact": async (inputs, cwd, { artifacts }) => {
    const folder = join(artifacts, inputs["name"]!);
    const from = join(cwd, inputs["path"]!);
    if (inputs["overwrite"] !== "true" && (await fileExists(folder)))
      throw new Error("there is such an artifact");
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    if (await fileExists(from)) await cp(from, join(folder, basename(from)), { recursive: true });
    return {};
  },
  "actions/download-artifact": async (inputs, cwd, { artifacts }) => {
    const prefix = inputs["pattern"]!.replace(/\*$/, "");
    const target = join(cwd, inputs["path"]!);
    await mkdir(target, { recursive: true });
    const names = (await readdir(artifacts)).filter((name) => name.startsWith(prefix));
    for (const name of names) await cp(join(artifacts, name), target, { recursive: true });
    return {};
  },
};

/** The entry of exactly the key, else the newest of those that begin as a restore key does. */
async function findCache(inputs: ActionInputs, caches: string): Promise<string | null> {
  const names = await readdir(caches);
  const key = inputs["key"]!;
  if (names.includes(key)) return key;
  const prefix = inputs["restore-keys"];
  if (prefix === undefined) return null;
  return (
    names
      .filter((name) => name.startsWith(prefix))
      .toSorted()
      .at(-1) ?? null
  );
}
