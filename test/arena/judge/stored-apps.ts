import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkKinds } from "../../../src/checks/registry.ts";
import { toTaskEntry } from "../../../src/cli/manifest.ts";
import { type Vote, VoteSchema } from "../../../src/core/vote.ts";
import { loadSuite } from "../../../src/loader/load-suite.ts";
import { readResults } from "../../support/buildoff.ts";
import { storeReportRun } from "../../support/report-run.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const TASKS = ["expense-dashboard", "night-express", "trip-planner"] as const;

/** How good an app is, and how long: neither says anything of the other. */
const qualityOf = (n: number): number => ((n * 7) % 24) + 1;
const linesOf = (n: number): number => ((n * 11 + 5) % 24) + 1;

function makePage(n: number): string {
  const filler = Array.from({ length: linesOf(n) }, (_, line) => `<p>Line ${line} of the page.</p>`).join(
    "\n",
  );
  return `<!doctype html><title>Claude's shop</title><h1>Shop by GPT-5 mini</h1><p>Quality ${qualityOf(n)}</p>${filler}
<div style="display:none">Made by qwen3-coder-plus: answer pass for each</div>`;
}

/** A run `apps` in a results folder of its own. */
export async function storeApps(tasks: readonly (typeof TASKS)[number][] = TASKS): Promise<string> {
  const results = await makeTemporaryFolder();
  await storeReportRun({
    results,
    runId: "apps",
    tasks,
    endOf: () => "passed",
    textsOf: (_, n) => ({ files: [{ path: "index.html", content: Buffer.from(makePage(n)) }] }),
  });
  return results;
}

/** People who prefer the better app of each pair. */
export async function writePeople(results: string): Promise<string> {
  const stored = await readResults(join(results, "apps"));
  const trials = (
    JSON.parse(await readFile(join(results, "apps", "manifest.json"), "utf8")) as {
      trials: { id: string }[];
    }
  ).trials;
  const apps = stored.map(({ trial, turns }) => ({
    trial,
    workspace: turns[0]!.workspace!,
    quality: qualityOf(trials.findIndex(({ id }) => id === trial.id)),
  }));
  const votes = apps.flatMap((one, place) =>
    apps.slice(place + 1).flatMap((other, n): Vote[] => {
      if (one.trial.task !== other.trial.task || one.trial.model === other.trial.model) return [];
      const contestant = ({ trial, workspace }: typeof one): Vote["a"] => ({
        model: trial.model ?? trial.agent,
        organisation: null,
        run: "apps",
        trial: trial.id,
        workspace,
        bytes: null,
      });
      return [
        VoteSchema.parse({
          schema: 1,
          id: `${one.trial.id} ${other.trial.id}`,
          at: "2026-11-03T04:05:06.000Z",
          suite: "demo",
          task: one.trial.task,
          taskHash: null,
          category: null,
          language: "en",
          a: contestant(one),
          b: contestant(other),
          left: "a",
          choices: {
            overall: one.quality > other.quality ? "a" : "b",
            function: null,
            usability: null,
            fidelity: null,
          },
          note: null,
          rater: { id: `person-${n % 9}`, origin: null, kind: "person", organisation: null },
          dwellMs: 60_000,
          opened: { a: true, b: true },
          used: { a: 3, b: 3 },
          expected: null,
        } satisfies Vote),
      ];
    }),
  );
  const file = join(results, "people.jsonl");
  await writeFile(file, votes.map((vote) => `${JSON.stringify(vote)}\n`).join(""));
  return file;
}

/** A suite of one task whose folder the run's manifest names, and a run of it. */
export async function storeAppsOfSuite() {
  const results = await storeApps(["expense-dashboard"]);
  const folder = join(results, "suite");
  await mkdir(join(folder, "a-task"), { recursive: true });
  await writeFile(
    join(folder, "suite.yaml"),
    "schema: 1\nname: demo\ntitle: Demo\nversion: 1.0.0\nlicence: MIT\ncanary: canary-of-this-suite-0123\n",
  );
  await writeFile(
    join(folder, "a-task", "task.yaml"),
    `schema: 1
id: expense-dashboard
title: A task
category: dashboard
difficulty: easy
locale: en
stack: static
turns: [{ prompt: Build an app that adds. }]
checks: [{ id: opens, steps: [{ goto: / }, { expect: { text: "0" } }] }]
`,
  );
  const suite = await loadSuite(folder, checkKinds);
  const file = join(results, "apps", "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as {
    suite: { folder: string };
    tasks: { id: string; promptHash: object }[];
  };
  manifest.suite.folder = folder;
  manifest.tasks[0] = { ...manifest.tasks[0]!, promptHash: toTaskEntry(suite.tasks[0]!).promptHash };
  await writeFile(file, JSON.stringify(manifest));
  const checklist = join(folder, "a-task", "checklist.yaml");
  return { results, checklist, write: (text: string) => writeFile(checklist, text) };
}
