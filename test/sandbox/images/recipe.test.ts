import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseDebianSources, debianTag } from "../../../src/sandbox/docker/images/debian.ts";
import { describeSteps } from "../../../src/sandbox/docker/images/dockerfile-steps.ts";
import { planImages } from "../../../src/sandbox/docker/images/plan.ts";
import { packageRoot } from "../../../src/host/package-root.ts";

const DEBIAN = "buildoff/debian:0000000000000000";

describe("an image's tag", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "buildoff-recipe-"));
    await writeFile(join(folder, "Dockerfile"), "ARG BASE\nFROM ${BASE}\nCOPY tool.sh /usr/local/bin/tool\n");
    await writeFile(join(folder, "tool.sh"), "echo 1\n", { mode: 0o644 });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const plan = async (own = folder, debian = DEBIAN, arch = "amd64"): Promise<Record<string, string>> => {
    const stacks = [
      { name: "static", dockerfile: null },
      { name: "own", dockerfile: join(own, "Dockerfile") },
    ];
    const recipes = await planImages(
      { stacks, agentLayers: [{ name: "qwen-code", dockerfile: null }], checker: true },
      debian,
      arch,
    );
    return Object.fromEntries(recipes.map(({ what, tag }) => [what, tag]));
  };

  it("stays while its recipe does, wherever the files lie", async () => {
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    try {
      expect(await plan(copy)).toEqual(await plan());
    } finally {
      await rm(copy, { recursive: true });
    }
  });

  it("changes with a file, its executable bit and the Dockerfile, and only there and above", async () => {
    const before = await plan();
    await writeFile(join(folder, "tool.sh"), "echo 2\n");
    const after = await plan();
    const changed = Object.keys(before).filter((what) => before[what] !== after[what]);
    expect(changed).toEqual(["stack-own", "agent-qwen-code-own"]);
    await rm(join(folder, "tool.sh"));
    await writeFile(join(folder, "tool.sh"), "echo 2\n", { mode: 0o755 });
    const executable = await plan();
    expect(executable["stack-own"]).not.toBe(after["stack-own"]);
    await writeFile(join(folder, "Dockerfile"), "ARG BASE\nFROM ${BASE}\n");
    expect((await plan())["stack-own"]).not.toBe(executable["stack-own"]);
  });

  it("changes with what is below it and with the engine's architecture", async () => {
    const before = await plan();
    const otherBase = await plan(folder, "buildoff/debian:1111111111111111");
    const otherArch = await plan(folder, DEBIAN, "arm64");
    for (const what of Object.keys(before)) {
      expect(otherBase[what]).not.toBe(before[what]);
      expect(otherArch[what]).not.toBe(before[what]);
    }
  });

  it("does not change with what a stack tells the agent", async () => {
    const before = await plan();
    await writeFile(join(folder, "stack.yaml"), "preamble: other words\n");
    expect(await plan()).toEqual(before);
  });

  it("tells the ways to Debian apart", () => {
    const [registry, packages] = chooseDebianSources(undefined);
    expect(debianTag(registry!, "amd64")).not.toBe(debianTag(packages!, "amd64"));
    expect(chooseDebianSources("debian")).toEqual([packages]);
    expect(chooseDebianSources("registry")).toEqual([registry]);
    expect(chooseDebianSources("my/debian:12")).toEqual([{ kind: "registry", reference: "my/debian:12" }]);
  });
});

describe("the words for a build's steps", () => {
  it("follow the engine's count, and come from comments where there are some", () => {
    const dockerfile = [
      "# a comment",
      "ARG BASE",
      "FROM ${BASE}",
      "#: installing tools",
      "RUN apt-get update \\",
      "# inside",
      " && apt-get install x",
      "COPY a b",
      "RUN   make   all \\",
      " && true",
    ].join("\n");
    expect(describeSteps(dockerfile)).toEqual([
      null,
      null,
      "installing tools",
      "copying files",
      "running make all",
    ]);
  });
});

describe("the checker's packages", () => {
  it("have the versions of buildoff's own lockfile, so that both sandboxes check alike", async () => {
    const [own, checker] = await Promise.all(
      [packageRoot, join(packageRoot, "sandboxes", "checker")].map(readLockedVersions),
    );
    for (const name of ["@playwright/test", "playwright-core", "axe-core", "pixelmatch", "pngjs", "zod"]) {
      expect({ name, version: checker!.get(name) }).toEqual({ name, version: own!.get(name) });
    }
  });

  it.each(["node", "checker", "stacks/vite", "stacks/vite-vue", "agents/qwen-code"])(
    "are locked by content, and name no registry: %s",
    async (folder) => {
      const text = await readFile(join(packageRoot, "sandboxes", folder, "package-lock.json"), "utf8");
      const { packages } = JSON.parse(text) as { packages: Record<string, Record<string, unknown>> };
      const outer = Object.entries(packages).filter(
        ([path, entry]) => path !== "" && entry["inBundle"] !== true,
      );
      expect(outer.filter(([, { integrity }]) => typeof integrity !== "string")).toEqual([]);
      expect(text).not.toContain('"resolved"');
    },
  );
});

async function readLockedVersions(folder: string): Promise<Map<string, string>> {
  const { packages } = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string }>;
  };
  return new Map(
    Object.entries(packages).map(([path, { version }]) => [path.replace("node_modules/", ""), version ?? ""]),
  );
}
