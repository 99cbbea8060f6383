import { join } from "node:path";
import Docker from "dockerode";
import { expect, it } from "vitest";
import { type Tree, writeTree } from "../importers/support/web-bench-checkout.ts";
import { buildoff, readResults } from "../support/buildoff.ts";
import { listContainers } from "../support/containers.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

/** A program of the agent's own that the tests run, and a process that they leave behind: it would raise the reward later. */
const TESTS = `#!/bin/bash
( sleep 5; echo 1 > /logs/verifier/reward.txt ) > /dev/null 2>&1 &
if [ "$(bash /app/answer.sh 2> /dev/null)" = "$(cat /tests/expected.txt)" ] && [ "$ROUNDS" = 3 ] && [ -f /app/data/numbers.txt ]; then
  echo 1 > /logs/verifier/reward.txt
else
  echo 0.25 > /logs/verifier/reward.txt
fi
ls /tests
`;

function harborTask(image: string, files: Tree = {}): Tree {
  return {
    "task.toml": "[verifier]\ntimeout_sec = 60\nenv = { ROUNDS = 3 }\n[environment]\nmemory_mb = 512\n",
    "instruction.md": "Write /app/answer.sh, which prints the sum of the numbers in data/numbers.txt.\n",
    "environment/Dockerfile": `FROM ${image}\nWORKDIR /app\nCOPY data ./data\nCOPY data/numbers.txt .buildoff-staging/planted.txt\n`,
    "environment/data/numbers.txt": "19 23\n",
    "tests/test.sh": TESTS,
    "tests/expected.txt": "42\n",
    "solution/solve.sh": "cp /solution/program.sh /app/answer.sh\n",
    "solution/program.sh": "read -r a b < /app/data/numbers.txt; echo $((a + b))\n",
    ...files,
  };
}

/** The Debian that every image of ours stands on: what a task's own image may stand on here, where nothing can be fetched. */
async function findDebian(): Promise<string> {
  const images = await new Docker().listImages({ filters: { reference: ["buildoff/debian"] } });
  const tag = images.flatMap(({ RepoTags }) => RepoTags ?? [])[0];
  if (tag === undefined) throw new Error("there is no buildoff/debian: run `buildoff images build` first");
  return tag;
}

describeDocker("a task of Harbor's format", () => {
  it("runs in its own image, is judged after the agent's container is gone, and says how it was judged", async () => {
    const root = await makeTemporaryFolder();
    await writeTree(join(root, "checkout", "sum-numbers"), harborTask(await findDebian()));
    const suite = join(root, "suite");
    const imported = await buildoff(["import", "harbor", join(root, "checkout"), "--to", suite]);
    expect(imported).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("sum-numbers") as string });

    const run = join(root, "harbor");
    const flags = ["--results", root, "--name", "harbor"];
    const ran = await buildoff(["run", suite, "--agent", "oracle", "--agent", "nop", ...flags]);
    expect(`${ran.stdout}${ran.stderr}`).toContain(
      "warning: judged by a script beside the code that it judges, which can forge the verdict: sum-numbers",
    );
    const results = new Map((await readResults(run)).map((result) => [result.trial.agent, result]));
    expect(results.get("oracle")).toMatchObject({
      passed: true,
      score: 1,
      turns: [{ failedPhase: null, checks: [{ id: "reward", kind: "reward", passed: true }] }],
    });
    expect(results.get("nop")).toMatchObject({
      passed: false,
      score: 0.25,
      outcome: { kind: "completed" },
      turns: [
        {
          checks: [{ evidence: { expected: "1", actual: "0.25" } }],
          logs: [{ check: "reward", lines: ["expected.txt", "test.sh", ""] }],
        },
      ],
    });
    expect(await listContainers("harbor")).toEqual([]);
    const rescored = await buildoff(["rescore", run, "--suite", suite, "--results", root, "--json"]);
    expect(rescored.exitCode).toBe(0);
  });

  it("is not run in the sandbox local", async () => {
    const root = await makeTemporaryFolder();
    await writeTree(join(root, "checkout", "sum-numbers"), harborTask("debian"));
    const suite = join(root, "suite");
    await buildoff(["import", "harbor", join(root, "checkout"), "--to", suite]);
    const refused = await buildoff([
      "run",
      suite,
      "--agent",
      "oracle",
      "--sandbox",
      "local",
      "--results",
      root,
    ]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('sum-numbers cannot be judged in the sandbox "local"');
  });

  it("whose image has files in /app that no sandbox would give is refused as the image is made", async () => {
    const root = await makeTemporaryFolder();
    const image = await findDebian();
    const dockerfile = `FROM ${image}\nWORKDIR /app\nCOPY data ./data\nRUN echo more > more.txt\n`;
    await writeTree(
      join(root, "checkout", "baked"),
      harborTask(image, { "environment/Dockerfile": dockerfile }),
    );
    const suite = join(root, "suite");
    await buildoff(["import", "harbor", join(root, "checkout"), "--to", suite]);
    const refused = await buildoff(["run", suite, "--agent", "oracle", "--results", root]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("has other files in /app than its Dockerfile copies there");
  });
});
