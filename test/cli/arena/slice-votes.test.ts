import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type SliceFlags, sliceVotes } from "../../../src/cli/arena/slice-votes.ts";
import { loadCatalog } from "../../../src/models/catalog.ts";
import { crowd, simulateVotes } from "../../arena/simulate.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";

const MODELS = `schema: 1
models:
  - { name: alpha/one, organisation: Alpha Labs, region: Europe, licence: MIT, availability: open-weights, sizeClass: small }
  - { name: beta/two, region: Europe, availability: preview, sizeClass: large }
`;
const NAMES = {
  "alpha/one": 0.9,
  "beta/two": 0,
  "gamma/three": -0.9,
  "loop qwen/qwen3-max": 0.2,
  "qwen/other": 0,
};
const votes = simulateVotes(NAMES, crowd(4, 50), 1);

describe("slices of votes", async () => {
  const file = join(await makeSuiteFolder(), "models.yaml");
  await writeFile(file, MODELS);
  const [catalog, builtIn] = [await loadCatalog([file]), await loadCatalog([])];
  const modelsOf = (flags: SliceFlags, of = catalog): string[] =>
    [...new Set(sliceVotes(votes, flags, of).flatMap(({ a, b }) => [a.model, b.model]))].toSorted();

  it.each<[SliceFlags, string[]]>([
    [{ organisationRegion: ["europe"] }, ["alpha/one", "beta/two"]],
    [{ organisationRegion: ["Asia-Pacific"] }, ["loop qwen/qwen3-max", "qwen/other"]],
    [{ size: ["small", "large"], availability: ["open-weights", "preview"] }, ["alpha/one", "beta/two"]],
    [{ licence: ["MIT", "proprietary"] }, ["alpha/one", "loop qwen/qwen3-max"]],
    [{ publiclyAvailable: true }, ["alpha/one", "loop qwen/qwen3-max"]],
    [{ organisation: ["Alpha Labs", "beta"] }, ["alpha/one", "beta/two"]],
    [{ size: ["unknown"] }, ["gamma/three", "qwen/other"]],
    [{ category: ["GAME"] }, Object.keys(NAMES).toSorted()],
  ])("of %j are between models that fit alone", (flags, models) => {
    expect(modelsOf(flags)).toEqual(models);
  });

  it("know what buildoff knows, without a file", () => {
    expect(modelsOf({ organisation: ["Alibaba"] }, builtIn)).toEqual(["loop qwen/qwen3-max", "qwen/other"]);
  });

  it("say what was asked for where nothing is of it", () => {
    expect(() =>
      sliceVotes(votes, { size: ["tiny"], organisationRegion: ["Mars", "Moon"], task: ["x"] }, catalog),
    ).toThrow("no vote is of task x, organisation's region Mars or Moon, size tiny");
  });

  it("keep attention pairs, which measure raters and no model", () => {
    const attention = votes.slice(0, 3).map((vote) => ({
      ...vote,
      id: `attention ${vote.id}`,
      a: { ...vote.a, model: "solution" },
      b: { ...vote.b, model: "mutant" },
      expected: "a" as const,
    }));
    const chosen = sliceVotes([...votes, ...attention], { organisationRegion: ["Europe"] }, catalog);
    expect(chosen.filter(({ expected }) => expected !== null)).toEqual(attention);
    expect(() => sliceVotes(attention, { language: ["en"] }, catalog)).toThrow("no vote is of language en");
    expect(sliceVotes(attention, {}, catalog)).toEqual(attention);
  });
});
