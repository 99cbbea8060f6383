import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, repository, startBuildoff, waitForText } from "../support/buildoff.ts";
import { listContainers } from "../support/containers.ts";
import { findLocalNames } from "../support/local-names.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/pages");

describeDocker("open", () => {
  it("starts the app of a trial in a sandbox without a network, until Ctrl-C removes it", async () => {
    findLocalNames();
    const results = await makeTemporaryFolder();
    const name = `open-${process.pid}`;
    const flags = ["--results", results];
    const run = ["run", SUITE, "-t", "hello", "--sandbox", "docker", "--name", name, "--plain", ...flags];
    expect((await buildoff(run)).exitCode).toBe(0);

    const unknown = await buildoff(["open", "hallo", ...flags]);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unknown.stderr).toContain("hallo");
    const noTurn = await buildoff(["open", "hello", "--turn", "2", ...flags]);
    expect(noTurn).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("has no turn 2") as string });

    const opened = startBuildoff(["open", name, "hello", ...flags]);
    let url = "";
    opened.stdout.on("data", (chunk: Buffer) => (url += chunk.toString()));
    await waitForText(opened, "\n");
    const pages = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(url)).text()));
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain("<h1");
    expect(await listContainers(name)).toHaveLength(1);

    opened.kill("SIGINT");
    expect((await opened).exitCode).toBe(0);
    expect(await listContainers(name)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
