import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { planRun } from "../../src/cli/plan-run.ts";
import { resolveRunConfig } from "../../src/cli/run-config.ts";
import type { RunFlags } from "../../src/cli/run-options.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const resolveFlags = (target: string, flags: RunFlags) =>
  resolveRunConfig(target, { results: "results", ...flags });

async function writeRunFile(agents: string): Promise<string> {
  const file = join(await makeTemporaryFolder(), "run.yaml");
  await writeFile(file, `schema: 1\nsuite: starter\nagents: ${agents}\n`);
  return file;
}

it("--command wins over the command of a run file, and leaves the other agents alone", async () => {
  const file = await writeRunFile("[oracle, { name: command, label: mine, command: './old' }]");
  const { agents } = await resolveFlags(file, { command: "./new" });
  expect(agents).toEqual([{ name: "oracle" }, { name: "command", label: "mine", command: "./new" }]);
});

it("--repairs goes to one-shot alone, and --tools to the agents whose model may be offered tools", async () => {
  const file = await writeRunFile("[loop, one-shot]");
  const flags = { model: ["ollama/small"], tools: "arena", repairs: 3 } as const;
  const config = await resolveFlags(file, flags);
  expect(config.agents).toEqual([
    { name: "loop", tools: "arena" },
    { name: "one-shot", repairs: 3 },
  ]);
  const { agents } = await planRun(config);
  // What mends its answers are buildoff's own tools, which its model never sees.
  expect(agents[1]!.settings).toMatchObject({ tools: "all", repairs: 3 });
});

it.each([
  { what: "a key's variable without a name", flags: { keyEnv: "" }, said: "--key-env" },
  { what: "a share of nucleus sampling above 1", flags: { topP: 2 }, said: "--top-p 2" },
  { what: "an empty effort", flags: { reasoningEffort: "" }, said: "--reasoning-effort" },
])("a model flag that no manifest could hold is refused: $what", async ({ flags, said }) => {
  await expect(resolveFlags("starter", { model: ["ollama/small"], ...flags })).rejects.toMatchObject({
    code: "invalid-setting",
    message: expect.stringContaining(said) as string,
  });
});

it("an effort is whatever the provider calls it, in a flag as in a run file", async () => {
  const { models } = await resolveFlags("starter", { model: ["ollama/small"], reasoningEffort: "ultra" });
  expect(models).toEqual([{ name: "ollama/small", reasoningEffort: "ultra" }]);
  const file = join(await makeTemporaryFolder(), "run.yaml");
  await writeFile(
    file,
    "schema: 1\nsuite: starter\nmodels: [{ name: ollama/small, reasoningEffort: ultra }]\n",
  );
  expect((await resolveFlags(file, {})).models).toEqual(models);
});
