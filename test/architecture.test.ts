import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { agents } from "../src/agents/registry.ts";
import { checkKinds } from "../src/checks/registry.ts";
import { exporters } from "../src/exporters/registry.ts";
import { sandboxProviders } from "../src/sandbox/registry.ts";
import { repository } from "./support/buildoff.ts";

const source = join(repository, "src");
const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => relative(source, join(entry.parentPath, entry.name)));
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), "utf8")]));
const linesOf = (text: string): number => text.split("\n").length - 1;

/** What a file imports from outside its own package, and from which folders of it. */
function importsOf(file: string): string[] {
  const found = texts.get(file)!.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, specifier]) => specifier!);
}

describe("the shape of the source", () => {
  it("has a median file under 100 lines and none over 300", () => {
    const lengths = [...texts.values()].map(linesOf).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100);
    expect(lengths.at(-1)).toBeLessThanOrEqual(300);
  });

  it("lets core import zod and itself alone", () => {
    const foreign = files
      .filter((file) => file.startsWith("core/"))
      .flatMap((file) => importsOf(file).filter((name) => name !== "zod" && !name.startsWith("./")));
    expect(foreign).toEqual([]);
  });

  it.each([
    ["dockerode", "sandbox/docker/"],
    ["tar-stream", "sandbox/"],
    ["commander", "cli/"],
    ["ink", "cli/"],
    ["@pydantic/genai-prices", "models/"],
    ["eventsource-parser", "gateway/"],
  ])("imports %s below %s only", (vendor, folder) => {
    const users = files.filter((file) => importsOf(file).includes(vendor));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !file.startsWith(folder) && file !== "cli.ts")).toEqual([]);
  });

  it.each([
    "runner/",
    "store/",
    "loader/",
    "checks/",
    "agents/",
    "gateway/",
    "models/",
    "sandbox/",
    "report/",
    "exporters/",
  ])("lets nothing below %s import the command line", (folder) => {
    const users = files.filter(
      (file) => file.startsWith(folder) && importsOf(file).some((name) => /\/cli(\/|\.ts)/.test(name)),
    );
    expect(users).toEqual([]);
  });

  it("lets the runner know no agent, no check and no sandbox", () => {
    const users = files
      .filter((file) => file.startsWith("runner/"))
      .flatMap((file) =>
        importsOf(file).filter((name) => /\.\.\/(agents|checks|sandbox|gateway|models)\//.test(name)),
      );
    expect(users).toEqual([]);
  });

  it("names every registered thing in the one file that ARCHITECTURE.md says", () => {
    const architecture = readFileSync(join(repository, "ARCHITECTURE.md"), "utf8");
    for (const registry of ["agents", "checks", "sandbox", "exporters"]) {
      expect(architecture).toContain(`src/${registry}/registry.ts`);
      expect(files).toContain(`${registry}/registry.ts`);
    }
    expect(linesOf(architecture)).toBeLessThanOrEqual(150);
    for (const name of Object.keys(agents)) expect(files).toContain(`agents/${name}.ts`);
    for (const { key } of checkKinds) expect(files.some((file) => file === `checks/${key}.ts`)).toBe(true);
    for (const name of Object.keys(sandboxProviders)) expect(files).toContain(`sandbox/${name}/provider.ts`);
    expect(Object.keys(exporters).length).toBeGreaterThan(0);
  });
});
