import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Docker from "dockerode";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { labelImage } from "../../../src/sandbox/docker/images/build-image.ts";
import { loadCatalog } from "../../../src/sandbox/docker/images/catalog.ts";
import { type EnsuredImages, ensureImages } from "../../../src/sandbox/docker/images/ensure.ts";
import { removeOutdatedImages } from "../../../src/sandbox/docker/images/outdated.ts";
import { describeDocker } from "../../support/needs.ts";
import { runInImage } from "./run-in-image.ts";

describeDocker("building an image", () => {
  const docker = new Docker();
  let folder: string;
  let name: string;

  beforeEach(async () => {
    name = `test-${randomBytes(4).toString("hex")}`;
    folder = await mkdtemp(join(tmpdir(), "buildoff-stack-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    for (const tag of await tagsOf(docker, name)) await docker.getImage(tag).remove({ force: true });
  });

  const build = async (
    run: string,
    progress: (line: string) => void = () => {},
    signal: AbortSignal = new AbortController().signal,
  ): Promise<EnsuredImages> => {
    const dockerfile = join(folder, "Dockerfile");
    await writeFile(dockerfile, `ARG BASE\nFROM \${BASE}\n#: doing the test's work\nRUN ${run}\n`);
    const stacks = [{ name, dockerfile }];
    return ensureImages(docker, { stacks, agentLayers: [], checker: false }, progress, signal);
  };

  it("puts a suite's own stack on the base, tells what it does, and builds again only what changed", async () => {
    const lines: string[] = [];
    const first = await build("echo one > /etc/word", (line) => lines.push(line));
    expect(lines).toContain(`stack-${name}: doing the test's work`);
    expect(lines.at(-1)).toMatch(new RegExp(`^stack-${name}: ready \\(\\d+ s\\)$`));
    const again = await build("echo one > /etc/word");
    expect(again.stack(name)).toEqual(first.stack(name));
    const second = await build("echo two > /etc/word");
    expect(second.stack(name).tag).not.toBe(first.stack(name).tag);
    const image = second.stack(name).digest;
    expect((await runInImage(docker, { image, script: "cat /etc/word; node -v" })).stdout).toMatch(
      /^two\nv24\./,
    );
  });

  it("that fails is a user error with the end of what it said, and leaves no image", async () => {
    const error = await build("echo looking for the parts >&2 && exit 7").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: "image-build-failed" });
    expect((error as UserError).message).toContain(`the image stack-${name} cannot be built`);
    expect((error as UserError).message).toContain("looking for the parts");
    expect((error as UserError).message).toContain("returned a non-zero code: 7");
    expect(await tagsOf(docker, name)).toEqual([]);
  });

  it("stops when it is cancelled, and leaves no image", async () => {
    const cancel = new AbortController();
    const reason = new Error("cancelled by the test");
    const onLine = (line: string): void => {
      if (line.includes("the test's work")) setTimeout(() => cancel.abort(reason), 300);
    };
    const startedAt = performance.now();
    await expect(build("sleep 120", onLine, cancel.signal)).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(60_000);
    expect(await tagsOf(docker, name)).toEqual([]);
  });

  it("by two at once gives both the same image", async () => {
    const [one, two] = await Promise.all([build("sleep 1"), build("sleep 1")]);
    expect(one.stack(name)).toEqual(two.stack(name));
  });

  it("with a changed recipe makes the earlier image outdated, which a cleaning names", async () => {
    const { stack } = await ensureImages(
      docker,
      { stacks: [{ name: "static", dockerfile: null }], agentLayers: [], checker: false },
      () => {},
      new AbortController().signal,
    );
    const current = stack("static").tag;
    const old = `buildoff/stack-static:${randomBytes(8).toString("hex")}`;
    await labelImage(docker, current, {
      what: "stack-static",
      tag: old,
      parent: "buildoff/base:0",
      versions: {},
    });
    try {
      const states = new Map((await loadCatalog(docker)).map(({ tag, isCurrent }) => [tag, isCurrent]));
      expect([states.get(current), states.get(old)]).toEqual([true, false]);
      const { removed } = await removeOutdatedImages(docker, true);
      expect(removed).toContain(old);
      expect(removed).not.toContain(current);
    } finally {
      await docker.getImage(old).remove();
    }
  });
});

async function tagsOf(docker: Docker, name: string): Promise<string[]> {
  const images = await docker.listImages({ filters: { reference: [`buildoff/stack-${name}`] } });
  return images.flatMap(({ RepoTags }) => RepoTags ?? []);
}
