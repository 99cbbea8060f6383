import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { CertificateSchema } from "../../src/core/certificate.ts";
import { buildoff, readResults } from "../support/buildoff.ts";
import { COUNTS, counterProof, counterTask, KEEPS, writeFiles } from "../support/counter-suite.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = {
  schema: 1,
  name: "house-suite",
  title: "House suite",
  version: "1.0.0",
  licence: "LicenseRef-Proprietary",
  canary: "house suite canary 0000",
  private: "../house-private",
  stacks: {
    "house-static": {
      dockerfile: "stacks/static/Dockerfile",
      summary: "static files, with a word of the house's own",
      build: null,
      start: 'test "$(cat /etc/house)" = ours && exec node "$BUILDOFF_RUNTIME/serve-static.mjs" "$APP_ROOT"',
      root: ".",
      preamble: "Build a web app of static files in the current folder.",
    },
  },
};
const { checks: _, ...BRIEF } = counterTask("counter", { stack: "house-static" });

describeDocker("a suite outside of this repository, with a stack and private checks of its own", () => {
  it("is proved, run, and graded again like one inside, and tells the agent nothing of its checks", async () => {
    const root = await makeTemporaryFolder();
    const suite = join(root, "house-suite");
    await writeFiles(suite, {
      "suite.yaml": stringify(SUITE),
      "counter/task.yaml": stringify(BRIEF),
      "stacks/static/Dockerfile": "ARG BASE\nFROM ${BASE}\nUSER root\nRUN printf ours > /etc/house\n",
    });
    await writeFiles(join(root, "house-private", "counter"), {
      "checks.yaml": stringify([COUNTS, KEEPS]),
      ...counterProof(),
    });

    const checked = await buildoff(["check", suite, "--repeat", "1"]);
    expect(checked).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("admitted") as string });
    const file = join(suite, "certificates", "counter.json");
    const certificate = CertificateSchema.parse(JSON.parse(await readFile(file, "utf8")));
    expect(certificate.findings).toEqual([]);

    // As if another machine had graded: what is known again is still its word.
    const foreign = { ...certificate, sandbox: { provider: "docker", versions: { node: "0.0.0" } } };
    await writeFile(file, JSON.stringify(foreign));
    const again = await buildoff(["check", suite, "--repeat", "1"]);
    expect(again).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("graded        0") as string,
    });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(foreign);

    const run = join(root, "run");
    const flags = ["--results", root, "--name", "run"];
    const ran = await buildoff(["run", suite, "--agent", "oracle", "--agent", "nop", ...flags]);
    expect(ran.stderr).not.toContain("error");
    const results = await readResults(run);
    expect(Object.fromEntries(results.map(({ trial, passed }) => [trial.agent, passed]))).toEqual({
      nop: false,
      oracle: true,
    });
    const rescored = await buildoff(["rescore", run, "--suite", suite, "--results", root]);
    expect(rescored.exitCode).toBe(0);
  });
});
