import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TrialResult } from "../../src/core/result.ts";
import { buildoff, readResults } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = `schema: 1
name: mine
title: Mine
version: 1.0.0
licence: MIT
canary: buildoff-canary-outcomes-0001
`;
const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: Build a page }]
checks: [{ id: opens, steps: [{ goto: / }, { expect: { role: heading, name: Hi, visible: true } }] }]
`;
const PAGE = "echo '<h1>Hi</h1>' > index.html";

interface Case {
  readonly what: string;
  /** What the agent does. */
  readonly command: string;
  readonly task?: string;
  readonly flags?: readonly string[];
  readonly expected: Partial<TrialResult>;
  /** Why a phase failed. */
  readonly message: string;
}

const CASES: readonly Case[] = [
  {
    what: "a build that fails",
    command: PAGE,
    task: "app: { build: 'echo no compiler here >&2; exit 3' }\n",
    expected: { failedPhase: "build", score: 0, passed: false, outcome: { kind: "completed" } },
    message: "the build command `echo no compiler here >&2; exit 3` exited with 3",
  },
  {
    what: "a build that does not end",
    command: PAGE,
    task: "app: { build: sleep 600 }\nlimits: { buildTime: 2s }\n",
    expected: { failedPhase: "build", score: 0 },
    message: "the build command `sleep 600` took longer than 2.0s",
  },
  {
    what: "a port that never opens",
    command: PAGE,
    task: "app: { start: sleep 600 }\nlimits: { readyTime: 2s }\n",
    expected: { failedPhase: "serve", score: 0 },
    message: "the app did not answer at / on port $PORT within 2.0s (ECONNREFUSED)",
  },
  {
    what: "files without a page, which no waiting would bring",
    command: "echo '<h1>Hi</h1>' > page.html",
    expected: { failedPhase: "serve", score: 0 },
    message: "the app has no page at / (status 404); what is served is /app",
  },
  {
    what: "a server that ends at once",
    command: PAGE,
    task: "app: { start: 'exit 7' }\nlimits: { readyTime: 20s }\n",
    expected: { failedPhase: "serve", score: 0 },
    message: "the app did not stay up: the start command ended with exit code 7",
  },
  {
    what: "a link that leaves the workspace",
    command: "ln -s /etc/shadow secret",
    expected: { failedPhase: "freeze", score: 0, outcome: { kind: "completed" } },
    message: "the link secret leads out of the workspace, to /etc/shadow",
  },
  {
    what: "too many files",
    command: "for i in $(seq 60); do echo > f$i; done",
    task: "limits: { files: 50 }\n",
    expected: { failedPhase: "freeze", score: 0 },
    message: "the workspace has more than 50 entries",
  },
  {
    what: "an archive that is too large",
    command: "head -c 5000000 /dev/zero > big",
    task: "limits: { archiveSize: 1MB }\n",
    expected: { failedPhase: "freeze", score: 0 },
    message: "the workspace is larger than 1000000 bytes",
  },
  {
    what: "a disk that is full",
    command: "head -c 50000000 /dev/zero > big; echo written: $?; rm big; echo '<h1>Hi</h1>' > index.html",
    task: "limits: { disk: 10MB }\n",
    expected: { failedPhase: null, score: 1, passed: true },
    message: "",
  },
  {
    what: "an agent that takes too long, whose work is graded all the same",
    command: `${PAGE}; sleep 600`,
    flags: ["--wall-time", "3s"],
    expected: {
      score: 1,
      passed: true,
      outcome: { kind: "limit", limit: "wallTime", message: "the turn took longer than 3.0s" },
    },
    message: "",
  },
  {
    what: "an agent that does nothing for too long",
    command: `${PAGE}; sleep 600`,
    flags: ["--idle-time", "2s"],
    expected: {
      score: 1,
      outcome: { kind: "limit", limit: "idleTime", message: "the agent did nothing for 2.0s" },
    },
    message: "",
  },
  {
    what: "an agent that kills all that it can",
    command: `${PAGE}; kill -9 -1`,
    expected: { score: 1, passed: true },
    message: "",
  },
  {
    what: "an agent that takes all memory",
    command: `${PAGE}; node -e 'const kept = []; for (;;) kept.push(Buffer.alloc(50e6, 1))'`,
    task: "limits: { memory: 256MiB, disk: 64MiB }\n",
    expected: { outcome: { kind: "limit", limit: "memory", message: expect.any(String) as string } },
    message: "",
  },
];

describeDocker("what goes wrong in a trial", () => {
  it.each(CASES)(
    "$what is told apart, and is final",
    async ({ command, task = "", flags = [], expected, message }) => {
      const folder = await makeTemporaryFolder();
      await mkdir(join(folder, "page"));
      await writeFile(join(folder, "suite.yaml"), SUITE);
      await writeFile(join(folder, "page", "task.yaml"), TASK + task);
      const args = [
        "run",
        folder,
        "--agent",
        "command",
        "--command",
        command,
        "--sandbox",
        "docker",
        "--results",
        folder,
      ];
      const { exitCode, stderr } = await buildoff([...args, "--name", "r", "--plain", ...flags]);
      expect(stderr).toBe("");
      expect(exitCode).toBe(0);
      const [result] = await readResults(join(folder, "r"));
      expect(result).toMatchObject(expected);
      expect(result!.tries).toHaveLength(1);
      expect(result!.turns.at(-1)?.message ?? "").toBe(message);
    },
  );
});
