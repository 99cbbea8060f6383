import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Manifest } from "../../src/core/manifest.ts";
import { ModelEntrySchema } from "../../src/core/run-config.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";
import { createRun, findRun, loadRun, requireFree } from "../../src/store/run-store.ts";
import { makeRun } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const ENTRIES = [
  { name: "ollama/small", keyRefresh: "30m" },
  { name: "ollama/small", reasoningEffort: "ultra", temperature: 2, topP: 1, seed: 7 },
  {
    name: "ollama/small",
    baseUrl: "http://127.0.0.1:1/v1",
    headers: { "x-team": "blue" },
    query: { a: "b" },
  },
];

async function makeManifest(entry: object): Promise<Manifest> {
  const asked = ModelEntrySchema.parse(entry);
  const model = resolveModel(asked, { env: {}, catalog: await loadCatalog([]) });
  const { name, generation, facts, metadata } = model;
  const told = { name, asked, generation, facts, metadata, endpoints: {}, keySource: null };
  return {
    ...makeRun([], []).manifest,
    models: [{ ...told, isLocal: true, priceSource: null, priceHash: null }],
  };
}

it.each(ENTRIES)("a run with the model %j is read again as it was written", async (entry) => {
  const results = await makeTemporaryFolder();
  const manifest = await makeManifest(entry);
  await createRun(join(results, "first"), manifest);
  expect((await loadRun("first", results)).manifest).toEqual(manifest);
  expect(await findRun("latest", results)).toBe(join(results, "first"));
});

it("a manifest that could not be read again is not written, and no folder is made for it", async () => {
  const results = await makeTemporaryFolder();
  const manifest = { ...makeRun([], []).manifest, maxWallMs: -1 };
  await expect(createRun(join(results, "first"), manifest)).rejects.toThrow("maxWallMs");
  expect(await readdir(results)).toEqual([]);
});

it("a folder that is there is not free for a run", async () => {
  const results = await makeTemporaryFolder();
  await requireFree(join(results, "first"));
  await createRun(join(results, "first"), makeRun([], []).manifest);
  await expect(requireFree(join(results, "first"))).rejects.toMatchObject({ code: "run-exists" });
});
