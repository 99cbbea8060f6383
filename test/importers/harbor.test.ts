import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { UserError } from "../../src/core/errors.ts";
import { listFiles } from "../../src/host/folder-files.ts";
import { readDockerfile } from "../../src/importers/harbor/dockerfile.ts";
import { harbor } from "../../src/importers/harbor.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { type Tree, writeTree } from "./support/web-bench-checkout.ts";

const TASK: Tree = {
  "task.toml":
    'schema_version = "1.1"\n[metadata]\ndifficulty = "hard"\ncategory = "File Operations"\n[agent]\ntimeout_sec = 90.5\n' +
    "[verifier]\ntimeout_sec = 30\nenv = { ROUNDS = 3 }\n[environment]\ngpus = 0\ncpus = 1\nmemory_mb = 1024\nallow_internet = true\n",
  "instruction.md": "Write /app/answer.txt with {{braces}}\n",
  "environment/Dockerfile":
    "# FROM nothing\nFROM ubuntu:24.04\nWORKDIR /app\nCOPY data/ ./data/\nCOPY a.txt b.txt /app/\n",
  "environment/data/numbers.txt": "1 2 3\n",
  "environment/a.txt": "a\n",
  "environment/b.txt": "b\n",
  "tests/test.sh":
    "#!/bin/bash\n# curl -L https://example.org\npytest /tests && echo 1 > /logs/verifier/reward.txt\n",
  "solution/solve.sh": "echo 42 > /app/answer.txt\n",
};

async function runImport(trees: Readonly<Record<string, Tree>>, only: string[] = []) {
  const source = await makeTemporaryFolder();
  for (const [name, tree] of Object.entries(trees)) await writeTree(join(source, name), tree);
  const target = join(await makeTemporaryFolder(), "harbor");
  const request = { source, target, only, packages: false, version: "1.2.3", progress: () => {} };
  return { target, file: await harbor.run(request) };
}

async function refusal(trees: Readonly<Record<string, Tree>>, only: string[] = []): Promise<UserError> {
  return runImport(trees, only).then(
    () => expect.unreachable("it was imported"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(UserError);
      return error as UserError;
    },
  );
}

describe("a folder of Harbor tasks", () => {
  it("becomes a suite that loads, with its source, its hashes and its own image", async () => {
    const { target, file } = await runImport({ "My.Task": TASK });
    expect(file).toMatchObject({
      importer: "harbor",
      source: { commit: null, licence: "NOASSERTION" },
      tasks: [{ id: "my-task", from: "My.Task", stack: "harbor-my-task", turns: 1, checks: 1 }],
      notRun: [],
    });
    const again = await runImport({ "My.Task": { ...TASK, "tests/data.txt": "other\n" } });
    expect(again.file.tasks[0]!.rows[0]!.sha256).not.toBe(file.tasks[0]!.rows[0]!.sha256);
    expect((await runImport({ "My.Task": TASK })).file.tasks).toEqual(file.tasks);

    const { tasks } = await loadSuite(target, checkKinds);
    const [{ task, stack }] = tasks as [(typeof tasks)[number]];
    expect(task).toMatchObject({
      category: "file-operations",
      difficulty: "hard",
      turns: [{ prompt: TASK["instruction.md"] }],
      limits: { wallTime: 91_000, cpus: 1, memory: 1024 ** 3, checkTime: 30_000 },
      checks: [{ kind: "reward", spec: { folder: "tests", script: "test.sh", env: { ROUNDS: "3" } } }],
    });
    expect(await listFiles(join(target, "tasks", "my-task", "starter"))).toEqual([
      "a.txt",
      "b.txt",
      "data/numbers.txt",
    ]);
    const dockerfile = await readFile(stack.dockerfile!, "utf8");
    expect(dockerfile).toContain("FROM ubuntu:24.04 AS buildoff-task\nWORKDIR /app\n");
    const licensed = await runImport({ ".": { LICENSE: "MIT License\n" }, one: TASK });
    expect(licensed.file.source.licence).toBe("MIT");
    expect(await readFile(join(licensed.target, "LICENSE"), "utf8")).toBe("MIT License\n");
    expect(await listFiles(join(target, "stacks", "my-task"))).not.toContain("tests/test.sh");
  });

  it("is told, of each task, what keeps it from being run here", async () => {
    const { file } = await runImport({
      plain: TASK,
      several: { ...TASK, "environment/docker-compose.yaml": "services: {}\n" },
      fetching: {
        ...TASK,
        "tests/test.sh": "apt-get update\ncurl -LsSf https://example.org/install.sh | sh\n",
      },
      elsewhere: { ...TASK, "environment/Dockerfile": "FROM ubuntu\nWORKDIR /srv/\n" },
      alpine: { ...TASK, "environment/Dockerfile": "FROM python:3.13-alpine\nWORKDIR /app\n" },
      baked: { ...TASK, "environment/Dockerfile": "FROM ubuntu\nRUN git clone x /app\nWORKDIR /app\n" },
      copied: {
        ...TASK,
        "environment/Dockerfile":
          "FROM golang AS make\nFROM ubuntu\nWORKDIR /app\nCOPY --from=make /out ./bin\n",
      },
      unclear: { ...TASK, "environment/Dockerfile": "FROM ubuntu\nWORKDIR /app\nCOPY [a, b] /app\n" },
      variable: { ...TASK, "environment/Dockerfile": "FROM ubuntu\nWORKDIR /app\nCOPY a.txt $PLACE/\n" },
      ignoring: { ...TASK, "environment/.dockerignore": "*.md\n" },
      heavy: { ...TASK, "task.toml": "[environment]\ngpus = 2\n" },
      judged: { ...TASK, "task.toml": '[verifier]\nenv = { KEY = "${OPENAI_API_KEY}" }\n' },
      steps: { "task.toml": '[[steps]]\nname = "one"\n[[steps]]\nname = "two"\n' },
      PLAIN: TASK,
    });
    expect(file.tasks.map(({ from }) => from)).toEqual(["PLAIN"]);
    const reasons = new Map(file.notRun.map(({ what, reason }) => [what, reason]));
    expect(reasons.get("several")).toBe("it needs several containers (docker-compose.yaml)");
    expect(reasons.get("fetching")).toBe("its tests fetch packages while they grade (apt-get update)");
    expect(reasons.get("elsewhere")).toBe("it works in /srv, and only /app is graded");
    expect(reasons.get("alpine")).toContain("stands on python:3.13-alpine");
    expect(reasons.get("baked")).toContain("makes files in /app as it is built (RUN git clone x /app)");
    expect(reasons.get("copied")).toContain("(COPY --from=make /out ./bin)");
    expect(reasons.get("unclear")).toContain("(COPY [a, b] /app)");
    expect(reasons.get("variable")).toContain("(COPY a.txt $PLACE/)");
    expect(reasons.get("ignoring")).toContain(".dockerignore");
    expect(reasons.get("heavy")).toBe("it needs 2 GPUs");
    expect(reasons.get("judged")).toBe("its tests want variables of this machine (KEY)");
    expect(reasons.get("steps")).toContain("2 steps");
    expect(reasons.get("plain")).toContain("its id is that of");
  });

  it("may be a single task, and may be asked for one by name", async () => {
    expect((await runImport({ one: TASK, two: TASK }, ["two"])).file.tasks.map(({ id }) => id)).toEqual([
      "two",
    ]);
    expect((await refusal({ one: TASK, two: TASK }, ["twoo"])).hint).toContain('did you mean "two"?');
    const heavy = { ...TASK, "task.toml": "[environment]\ngpus = 2\n" };
    expect((await refusal({ ".": heavy })).message.split("\n")).toHaveLength(2);
  });

  it("is told where a file cannot be read, and where there is no task", async () => {
    const { message } = await refusal({ one: { ...TASK, "task.toml": "[environment]\ngpus = = 2\n" } });
    expect(message).toMatch(/task\.toml:2:\d+: /);
    expect(
      (await refusal({ one: { ...TASK, "task.toml": '[environment]\ngpus = "two"\n' } })).message,
    ).toContain("environment.gpus: ");
    expect((await refusal({ one: { "notes.md": "none\n" } })).code).toBe("not-a-checkout");
    const lost = { ...TASK, "environment/Dockerfile": "FROM ubuntu\nWORKDIR /app\nCOPY lost.txt .\n" };
    expect((await refusal({ one: lost })).message).toContain("lost.txt: its Dockerfile copies it");
    const source = await makeTemporaryFolder();
    await writeTree(join(source, "one"), TASK);
    await symlink("/etc/hostname", join(source, "one", "tests", "hostname"));
    const request = {
      source,
      target: join(source, "x"),
      only: [],
      packages: false,
      version: "1",
      progress: () => {},
    };
    await expect(harbor.run(request)).rejects.toThrow("leads out of the checkout");
  });
});

describe("a Dockerfile", () => {
  it("is read to its last stage, with continued lines and both forms of COPY", () => {
    const facts = readDockerfile(
      [
        "FROM --platform=linux/amd64 node:22 AS tools",
        "WORKDIR /app",
        "COPY . .",
        "FROM ubuntu:24.04 as last",
        "RUN apt-get update \\",
        "  # a comment inside",
        "  && apt-get install -y jq",
        "WORKDIR /srv",
        "WORKDIR ../app",
        'COPY ["my file.txt", "./notes/"]',
        "COPY --chown=1:1 src lib",
        "COPY tool /usr/bin/tool",
        "ADD rows.tar.gz .",
        "",
      ].join("\n"),
    );
    expect(facts).toMatchObject({
      images: ["node:22", "ubuntu:24.04"],
      workdir: "/app",
      copies: [
        { sources: ["my file.txt"], target: "/app/notes/" },
        { sources: ["src"], target: "/app/lib" },
      ],
      opaque: ["ADD rows.tar.gz ."],
      stage: "last",
    });
    expect(facts.text).toContain("FROM ubuntu:24.04 as last\n");
  });
});
