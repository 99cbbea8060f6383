import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { readSummary, repository } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const execFileAsync = promisify(execFile);

/** The Node that the machine has, beside the one that this repository brings; null where that is the only one. */
async function findOldNode(): Promise<string | null> {
  for (const folder of (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((path) => !path.includes("node_modules"))) {
    const node = join(folder, "node");
    const version = await execFileAsync(node, ["--version"]).then(
      ({ stdout }) => stdout,
      () => "",
    );
    if (/^v(1\d|20|21)\./.test(version)) return node;
  }
  return null;
}

it("the packed tarball, installed into an empty folder, runs the starter suite", async () => {
  const folder = await makeTemporaryFolder();
  await execFileAsync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: repository });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await execFileAsync("npm", ["install", "--no-audit", "--no-fund", `./${tarball}`], { cwd: folder });
  const installed = join(folder, "node_modules", "buildoff", "bin", "buildoff.js");

  const args = ["run", "starter", "--sandbox", "local", "--plain", "--name", "first"];
  const { stdout } = await execFileAsync(process.execPath, [installed, ...args], { cwd: folder });
  expect(stdout).toContain("3 of 3 scored trials passed");
  expect(await readSummary(join(folder, "results", "first"))).toMatchObject({
    planned: 3,
    passed: 3,
    conditions: { sandbox: "local" },
  });
});

it("under an old Node, the binary says in one line what it needs", async (context) => {
  const node = await findOldNode();
  if (node === null) return context.skip("there is no Node below 22 on this machine");
  const binary = join(repository, "bin", "buildoff.js");
  const error = await execFileAsync(node, [binary, "run", "starter"]).then(
    () => null,
    (failure: unknown) => failure as { code: number; stderr: string; stdout: string },
  );
  expect(error).toMatchObject({ code: 2, stdout: "" });
  expect(error!.stderr.trim().split("\n")).toHaveLength(1);
  expect(error!.stderr).toContain("buildoff needs Node.js 22.18 or newer; this is v");
});
