import { readFileSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { readResults, repository } from "../support/buildoff.ts";
import { type Reply, type ScriptedRequest, startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const HOURS = 35;
const TURNS = 20_000;
/** A turn takes so long on the clock; a third more than the hours need, since the agent's clock stands still while checkpoints are taken. */
const STEP_MS = Math.ceil((1.33 * HOURS * 3_600_000) / TURNS);
const CRASH_AT = 10_000;
const EXPIRES_AT = 6_000;
const MARKS = ["1h", "2h", "4h", "8h", "35h"];
/** The page is there from about two and a half hours on. */
const PAGE_AT = 1_300;
const MAX_BYTES = 300_000_000;

const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: Build a page that says Hi. }]
checks: [{ id: opens, steps: [{ goto: / }, { expect: { role: heading, name: Hi, visible: true } }] }]
`;
const SUITE =
  "schema: 1\nname: mine\ntitle: Mine\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-long-0001\n";
const PRICES =
  "schema: 1\nprices: [{ model: openai/scripted, input: 1, output: 2 }]\nmodels: [{ name: openai/scripted, facts: { contextLength: 16000 } }]\n";

/** Works on and on: mostly it looks at what is not there, now and then it writes a file; asked for a summary it gives one. */
function answer({ number, body }: ScriptedRequest): Reply {
  if (number >= TURNS) return { text: "The page is there." };
  if (JSON.stringify(body.messages?.at(-1) ?? "").includes("Do not call a tool"))
    return { text: "I am building the page." };
  const write = (path: string, content: string): Reply => ({
    toolCalls: [{ name: "create_file", arguments: { path, content } }],
    usage: { inputTokens: JSON.stringify(body).length >> 2, outputTokens: 50 },
  });
  if (number === PAGE_AT) return write("index.html", "<h1>Hi</h1>");
  return number % 50 === 0
    ? write(`notes/${number % 10}.txt`, `note ${number}`)
    : write("../outside.txt", "x".repeat(200));
}

const peakOf = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
};

it(`a trial of ${HOURS} hours and ${TURNS} turns goes through a key that expires and a crash, is graded on its way, and stays small`, async () => {
  const folder = await makeTemporaryFolder();
  const keyFile = join(folder, "key");
  await mkdir(join(folder, "page"));
  await writeFile(join(folder, "page", "task.yaml"), TASK);
  await writeFile(join(folder, "suite.yaml"), SUITE);
  await writeFile(join(folder, "prices.yaml"), PRICES);
  await writeFile(keyFile, "sk-first-0123456789");
  let key = "sk-first-0123456789";
  let child: ReturnType<typeof start> | null = null;
  await using server = await startScriptedModel({
    apiKey: () => key,
    replies: async (request) => {
      if (request.number === EXPIRES_AT) {
        key = "sk-second-0123456789";
        await writeFile(keyFile, key);
      }
      if (request.number === CRASH_AT) {
        peaks.push(peakOf(child!.pid!));
        child!.kill("SIGKILL");
      }
      if (request.number === TURNS) peaks.push(peakOf(child!.pid!));
      return answer(request);
    },
  });
  const peaks: number[] = [];
  const start = (...args: string[]) =>
    execa(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "--import",
        fileURLToPath(new URL("../support/fast-clock.mjs", import.meta.url)),
        join(repository, "src", "cli.ts"),
        ...args,
      ],
      {
        reject: false,
        env: { BUILDOFF_TEST_STEP_MS: String(STEP_MS) },
        stdin: "ignore",
        buffer: { stdout: true, stderr: true },
      },
    );

  const results = join(folder, "results");
  const model = ["--model", "openai/scripted", "--base-url", server.baseUrl, "--key-file", keyFile];
  const limits = [
    "--wall-time",
    "48h",
    "--idle-time",
    "2h",
    "--max-requests",
    "100000",
    "--max-tokens",
    "10000000000",
  ];
  const marks = [
    "--grade-at",
    MARKS.join(","),
    "--models-file",
    join(folder, "prices.yaml"),
    "--max-trial-cost",
    "10000",
  ];
  const where = [
    "--agent",
    "loop",
    "--tools",
    "arena",
    "--unsafe-local",
    "--sandbox",
    "local",
    "--results",
    results,
  ];
  child = start("run", folder, ...where, ...model, ...limits, ...marks, "--name", "long", "--plain");
  expect((await child).signal).toBe("SIGKILL");
  child = start("resume", "long", "--results", results, "--plain");
  const ended = await child;
  expect(ended.stderr).toBe("");
  expect(ended.stdout).toMatch(/goes on from its checkpoint "after 1\dh/);
  expect(ended.stdout).toContain("1 of 1 scored trials passed");

  const [result] = await readResults(join(results, "long"));
  expect(result).toMatchObject({ passed: true, outcome: { kind: "completed" } });
  expect(result!.checkpoints.map(({ label, passed }) => [label, passed])).toEqual([
    ["1h 00m", false],
    ["2h 00m", false],
    ["4h 00m", true],
    ["8h 00m", true],
    ["35h 00m", true],
  ]);
  const costs = result!.checkpoints.map(({ usage }) => usage.costUsd!);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  const hours = result!.checkpoints.map(({ agentMs }) => agentMs / 3_600_000);
  for (const [index, mark] of [1, 2, 4, 8, 35].entries()) expect(hours[index]).toBeCloseTo(mark, 0);
  expect(result!.tries[0]).toMatchObject({ outcome: { kind: "infra-error", code: "interrupted" } });
  const { requests, unmeteredRequests } = result!.usage;
  // What came while the last line before the crash was written is not on disk, at a call in a few milliseconds; the key that was refused is no call.
  expect(requests + unmeteredRequests).toBeGreaterThanOrEqual(TURNS - 100);
  expect(requests).toBeLessThanOrEqual(TURNS);
  expect(peaks).toHaveLength(2);
  for (const peak of peaks) expect(peak).toBeLessThan(MAX_BYTES);
  process.stderr.write(
    `peaks of memory: ${peaks.map((peak) => `${Math.round(peak / 1e6)} MB`).join(", ")}\n`,
  );
  const files = await readdir(join(results, "long", "workspaces"));
  expect(files.length).toBeGreaterThan(5);
}, 1_800_000);
