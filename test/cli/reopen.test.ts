import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { reloadModels, reopenSandbox } from "../../src/cli/reopen.ts";
import { recallAgent, requireSameVersion, resolveAgent } from "../../src/cli/resolve-agent.ts";
import type { SandboxFlags } from "../../src/cli/run-options.ts";
import { version } from "../../src/cli/version.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import { UNKNOWN_FACTS } from "../../src/models/resolve-model.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../src/core/identity.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { repository } from "../support/buildoff.ts";
import { makeRun } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const PRICES = "schema: 1\nprices: [{ model: ollama/small, input: 1, output: 2 }]\n";

const MODEL: Manifest["models"][number] = {
  name: "ollama/small",
  asked: { name: "ollama/small" },
  endpoints: {},
  keySource: null,
  generation: PROVIDER_DEFAULT_GENERATION,
  facts: UNKNOWN_FACTS,
  metadata: { name: "ollama/small" },
  isLocal: true,
  priceSource: null,
  priceHash: null,
};

it("a run goes on only with the models file that it began with", async () => {
  const file = join(await makeTemporaryFolder(), "mine.yaml");
  await writeFile(file, PRICES);
  const modelsFiles = [{ file, hash: sha256(PRICES) }];
  const manifest = { ...makeRun([], []).manifest, models: [MODEL], modelsFiles };
  const [model] = await reloadModels(manifest);
  expect(model!.price).not.toBeNull();
  await writeFile(file, PRICES.replace("output: 2", "output: 3"));
  await expect(reloadModels(manifest)).rejects.toMatchObject({ code: "models-file-changed" });
  await rm(file);
  await expect(reloadModels(manifest)).rejects.toMatchObject({ code: "models-file-changed" });
  expect(await reloadModels({ ...manifest, models: [] })).toEqual([]);
});

const planned = async (name: string): Promise<Manifest["agents"][number]> => {
  const { definition, settings } = await resolveAgent({
    name,
    ...(name === "command" ? { command: "true" } : {}),
  });
  return { name, agent: name, version: definition.version, settings, dockerfile: null };
};

it("an agent that is part of buildoff has buildoff's version, and a user's program the one that its user gives it", async () => {
  for (const name of ["loop", "one-shot", "oracle"]) expect((await planned(name)).version).toBe(version);
  expect((await planned("command")).version).toBeNull();
  const own = await resolveAgent({ name: "command", command: "true", version: "3.2.1" });
  expect(own.definition.version).toBe("3.2.1");
});

it("a result names the version of the agent that did the work, and another one does not go on with it", async () => {
  for (const name of ["qwen-code", "loop"]) {
    const now = await planned(name);
    expect(() => requireSameVersion(now)).not.toThrow();
    const earlier = { ...now, version: "0.0.1" };
    expect(recallAgent(earlier).definition.version).toBe("0.0.1");
    expect(() => requireSameVersion(earlier)).toThrow("this run began with");
  }
});

describe("what lies in a run's workspaces runs on this machine", () => {
  const reopen = async (agent: string, flags: SandboxFlags) => {
    const { manifest } = makeRun([], []);
    const sandbox = { ...manifest.sandbox, provider: "local", unsafeLocal: true };
    const sent: Manifest = { ...manifest, sandbox, agents: [await planned(agent)] };
    const suite = { ...(await loadSuite("starter", checkKinds)), tasks: [] };
    const { provider } = await reopenSandbox(
      { manifest: sent, suite, isDeriving: true },
      {
        view: { note: () => {} },
        interrupts: { stop: new AbortController().signal },
        flags: { browser: join(repository, "test/support/no-browser.mjs"), ...flags },
      },
    );
    await provider[Symbol.asyncDispose]();
    return provider.name;
  };

  it("never because the run itself says so", async () => {
    for (const agent of ["oracle", "loop"])
      await expect(reopen(agent, {})).rejects.toMatchObject({ code: "sandbox-not-chosen" });
    await expect(reopen("loop", { sandbox: "local" })).rejects.toMatchObject({ code: "unsafe-local" });
  });

  it("where its user says so", async () => {
    expect(await reopen("oracle", { sandbox: "local" })).toBe("local");
    expect(await reopen("loop", { sandbox: "local", unsafeLocal: true })).toBe("local");
  });
});
