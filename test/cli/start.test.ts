import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { buildoff, repository } from "../support/buildoff.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";

/** What takes long to load, and what few commands need. */
const HEAVY = [
  "@ai-sdk",
  "@grpc",
  "@hono",
  "@modelcontextprotocol",
  "ai",
  "ajv",
  "dockerode",
  "es-toolkit",
  "execa",
  "hono",
  "ink",
  "playwright",
  "react",
  "tar-stream",
  "undici",
];
const HOOK = new URL("../support/load-log.mjs", import.meta.url).href;

const store = await makeSuiteFolder();
beforeAll(async () => {
  await storeRun({ results: store });
});

/** The packages, and buildoff's own files, that a command loads. */
async function listLoaded(args: readonly string[]) {
  const log = join(await makeTemporaryFolder(), "loaded.txt");
  const env = { BUILDOFF_LOAD_LOG: log, NODE_OPTIONS: `--import=${HOOK}` };
  const { exitCode, stderr } = await buildoff(args, { env });
  const urls = (await readFile(log, "utf8")).split("\n").filter(Boolean);
  const packages = urls.flatMap((url) => /.*\/node_modules\/(@[^/]+|[^/]+)/.exec(url)?.[1] ?? []);
  const source = pathToFileURL(join(repository, "src/")).href;
  const own = urls.flatMap((url) => (url.startsWith(source) ? [url.slice(source.length)] : []));
  return { exitCode, stderr, own, packages: new Set(packages) };
}

describe("the start of a command", () => {
  it.each([
    { args: ["--help"], ends: 0 },
    { args: ["--version"], ends: 0 },
    { args: ["run", "--help"], ends: 0 },
    { args: ["run", "starter", "--jobs", "many"], ends: 2 },
    { args: ["list"], ends: 0 },
    { args: ["list", "agents"], ends: 0 },
    { args: ["schema"], ends: 0 },
    { args: ["show", "--results", store], ends: 0 },
    { args: ["show", "no-such-run", "--results", store], ends: 2 },
    { args: ["compare", "latest", "latest", "--results", store], ends: 0 },
    { args: ["history", "--results", store], ends: 0 },
  ])("$args loads nothing heavy", async ({ args, ends }) => {
    const { exitCode, stderr, packages } = await listLoaded(args);
    expect({ exitCode, stderr: ends === 0 ? stderr : "" }).toEqual({ exitCode: ends, stderr: "" });
    // The log is one: what every command needs is in it.
    expect(packages).toContain("commander");
    expect(HEAVY.filter((name) => packages.has(name))).toEqual([]);
  });

  it("is a help text alone where one is asked for: no command's work is loaded", async () => {
    const { own } = await listLoaded(["--help"]);
    const folders = new Set(own.map((file) => file.split("/")[0]!));
    expect(own).toContain("cli/commands/show.ts");
    for (const work of ["gateway", "models", "runner", "stats", "tools"]) expect(folders).not.toContain(work);
    for (const file of ["cli/session.ts", "cli/show.ts", "cli/run.ts"]) expect(own).not.toContain(file);
  });

  it("loads the view of a terminal only where there is one", async () => {
    const { packages } = await listLoaded(["run", "no-such-suite"]);
    for (const name of ["ink", "dockerode", "@modelcontextprotocol", "@ai-sdk"])
      expect(packages).not.toContain(name);
  });
});
