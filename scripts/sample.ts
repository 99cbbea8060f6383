import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { stringify } from "yaml";
import { version } from "../src/cli/version.ts";
import { pruneRun } from "../src/store/prune/prune-run.ts";
import { loadRun } from "../src/store/run-store.ts";
import { startScriptedModel } from "../test/support/scripted-model.ts";
import { createWriters, WRITERS } from "./sample/writers.ts";

/*
 * Makes the sample run that the repository holds (`results/sample`): the starter suite, run by buildoff as anybody runs it, with
 * models that are scripts, since no other can be reached without a key: what they write is the reference, as it is or with faults that are
 * known. Usage: node scripts/sample.ts
 */
const repository = fileURLToPath(new URL("..", import.meta.url));
const results = join(repository, "results");
const folder = await mkdtemp(join(tmpdir(), "buildoff-sample-"));
try {
  await using server = await startScriptedModel({
    replies: await createWriters(join(repository, "tasks", "starter")),
  });
  const run = {
    schema: 1,
    suite: "starter",
    agents: [{ name: "loop", tools: "arena" }, "oracle"],
    models: WRITERS.map(({ name }) => ({ name: `scripted/${name}`, baseUrl: server.baseUrl })),
    modelsFiles: [join(repository, "scripts", "sample", "models.yaml")],
    limits: { requests: 30, tokens: 5_000_000 },
    concurrency: 2,
  };
  await writeFile(join(folder, "run.yaml"), stringify(run));
  await rm(join(results, "sample"), { recursive: true, force: true });
  const cli = join(repository, "src", "cli.ts");
  const args = [
    "run",
    join(folder, "run.yaml"),
    "--name",
    "sample",
    "--results",
    results,
    "--plain",
    "--no-bodies",
  ];
  await execa(process.execPath, [cli, ...args], { stdio: "inherit" });
  await execa(process.execPath, [cli, "report", "sample", "--results", results, "--pictures", "failed"]);
  // Its report has the pictures that matter; a repository need not have the rest.
  await pruneRun({
    run: await loadRun("sample", results),
    isBulk: (path) => path.includes("/screenshots/"),
    isWhole: true,
    buildoff: version,
    now: new Date(),
    note: (line) => void process.stderr.write(`${line}\n`),
  });
} finally {
  await rm(folder, { recursive: true });
}
