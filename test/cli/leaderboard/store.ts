import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Summary } from "../../../src/core/summary.ts";
import { type Contender, makeStanding, passing } from "../../analysis/make-contender.ts";
import { makeSummary } from "../../analysis/make-summary.ts";

/** Writes of each run what a leaderboard reads. */
export async function writeRuns(results: string, summaries: readonly Summary[]): Promise<void> {
  for (const summary of summaries) {
    const folder = join(results, summary.runId);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "manifest.json"), "{}\n");
    await writeFile(join(folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  }
}

const usa = { region: "North America", licence: "proprietary", sizeClass: "frontier" } as const;
const asia = { region: "Asia-Pacific" } as const;

/** Fourth overall, second among what is publicly available, first in Asia-Pacific: `qwen/qwen3.7-max`. */
const FIELD: readonly (Contender & { readonly passed: number })[] = [
  {
    name: "loop openai/next",
    passed: 120,
    costUsd: 3,
    metadata: { ...usa, organisation: "OpenAI", availability: "preview" },
  },
  {
    name: "loop google/ultra-preview",
    passed: 102,
    costUsd: 2.5,
    metadata: { ...usa, organisation: "Google", availability: "preview" },
  },
  {
    name: "loop anthropic/opus",
    passed: 74,
    costUsd: 2,
    metadata: { ...usa, organisation: "Anthropic", availability: "public-api" },
  },
  {
    name: "loop qwen/qwen3.7-max",
    passed: 46,
    costUsd: 0.4,
    metadata: {
      ...asia,
      organisation: "Alibaba",
      licence: "proprietary",
      availability: "public-api",
      sizeClass: "frontier",
    },
    endpointRegion: "eu-central-1",
  },
  {
    name: "loop deepseek/v4",
    passed: 18,
    costUsd: 0.05,
    metadata: {
      ...asia,
      organisation: "DeepSeek",
      licence: "MIT",
      availability: "open-weights",
      sizeClass: "large",
    },
    endpointRegion: "eu-central-1",
  },
  { name: "oracle", passed: 120, costUsd: 0 },
];

const TASKS = 120;

export const makeField = (runId = "field", changes: Partial<Summary> = {}): Summary =>
  makeSummary(
    runId,
    FIELD.map(({ passed, ...contender }) => makeStanding(contender, passing(passed, TASKS, 2))),
    changes,
  );
