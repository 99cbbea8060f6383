import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { harbor } from "../../src/importers/harbor.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { type Tree, writeTree } from "./support/web-bench-checkout.ts";

const TASK: Tree = {
  "task.toml": 'schema_version = "1.1"\n[environment]\ngpus = 0\nallow_internet = true\n',
  "instruction.md": "Write /app/answer.txt\n",
  "environment/Dockerfile": "# FROM nothing\nFROM ubuntu:24.04\nWORKDIR /app\n",
  "tests/test.sh":
    "#!/bin/bash\n# curl -L https://example.org\npytest /tests && echo 1 > /logs/verifier/reward.txt\n",
  "solution/solve.sh": "echo 42 > /app/answer.txt\n",
};

async function refusal(trees: Readonly<Record<string, Tree>>, only: string[] = []): Promise<UserError> {
  const source = await makeTemporaryFolder();
  for (const [name, tree] of Object.entries(trees)) await writeTree(join(source, name), tree);
  const request = {
    source,
    target: join(source, "x"),
    only,
    packages: false,
    version: "1.2.3",
    progress: () => {},
  };
  return harbor.run(request).then(
    () => expect.unreachable("it was imported"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(UserError);
      return error as UserError;
    },
  );
}

describe("a folder of Harbor tasks", () => {
  it("is told, of each task, what keeps it from being graded here", async () => {
    const { code, message } = await refusal({
      plain: TASK,
      several: { ...TASK, "environment/docker-compose.yaml": "services: {}\n" },
      fetching: {
        ...TASK,
        "tests/test.sh": "apt-get update\ncurl -LsSf https://example.org/install.sh | sh\n",
      },
      elsewhere: { ...TASK, "environment/Dockerfile": "FROM ubuntu\nWORKDIR /srv/\n" },
      heavy: { ...TASK, "task.toml": "[environment]\ngpus = 2\n" },
      steps: { "task.toml": '[[steps]]\nname = "one"\n[[steps]]\nname = "two"\n' },
    });
    expect(code).toBe("nothing-imported");
    const lines = new Map(message.split("\n").map((line) => [line.trim().split(":")[0], line]));
    expect(lines.get("plain")).toContain("stands on ubuntu:24.04");
    expect(lines.get("plain")).toContain("the verdict is a file there");
    expect(lines.get("plain")).not.toContain("fetch packages");
    expect(lines.get("several")).toContain("several containers (docker-compose.yaml)");
    expect(lines.get("fetching")).toContain("fetch packages while they grade (apt-get update)");
    expect(lines.get("elsewhere")).toContain("works in /srv, and only /app is graded");
    expect(lines.get("heavy")).toContain("2 GPUs");
    expect(lines.get("steps")).toContain("2 steps");
  });

  it("may be a single task, and may be asked for one by name", async () => {
    expect((await refusal({ ".": TASK })).message.split("\n")).toHaveLength(2);
    expect((await refusal({ one: TASK, two: TASK }, ["two"])).message).not.toContain("one:");
    expect((await refusal({ one: TASK, two: TASK }, ["twoo"])).hint).toContain('did you mean "two"?');
  });

  it("is told where a file cannot be read, and where there is no task", async () => {
    const { message } = await refusal({ one: { ...TASK, "task.toml": "[environment]\ngpus = = 2\n" } });
    expect(message).toMatch(/task\.toml:2:\d+: /);
    expect(
      (await refusal({ one: { ...TASK, "task.toml": '[environment]\ngpus = "two"\n' } })).message,
    ).toContain("environment.gpus: ");
    expect((await refusal({ one: { "notes.md": "none\n" } })).code).toBe("not-a-checkout");
  });
});
