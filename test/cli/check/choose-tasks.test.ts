import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { chooseTasks } from "../../../src/cli/check/choose-tasks.ts";
import { packageRoot } from "../../../src/host/package-root.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const core = join(packageRoot, "tasks/core");

async function choose(...names: string[]) {
  const chosen = await chooseTasks(names);
  return chosen.map(({ suite, tasks, certificates }) => ({
    suite: suite.file.name,
    tasks: tasks.map(({ task }) => task.id),
    certificates,
  }));
}

it.for([
  ["its id", "vocab-trainer"],
  ["its suite and its id", "core/vocab-trainer"],
  ["its folder", join(core, "vocab-trainer")],
  ["its file", join(core, "vocab-trainer/task.yaml")],
] as const)("knows a task by %s, and where its suite keeps certificates", async ([, name]) => {
  expect(await choose(name)).toEqual([
    { suite: "core", tasks: ["vocab-trainer"], certificates: join(core, "certificates") },
  ]);
});

it("puts what is named of one suite together, each task once", async () => {
  const [chosen, ...others] = await choose("core/vocab-trainer", "island-map", "vocab-trainer");
  expect(others).toEqual([]);
  expect(chosen?.tasks).toEqual(["vocab-trainer", "island-map"]);
  const [, starter] = await choose("core", "starter");
  expect(starter).toMatchObject({
    suite: "starter",
    certificates: join(packageRoot, "tasks/starter/certificates"),
  });
  expect((await choose("island-map", "core"))[0]?.tasks).toHaveLength(12);
});

it("takes a task that stands alone for a suite of one", async () => {
  const folder = join(await makeTemporaryFolder(), "map");
  await cp(join(core, "island-map"), folder, { recursive: true });
  expect(await choose(folder)).toEqual([
    { suite: "map", tasks: ["island-map"], certificates: join(folder, "certificates") },
  ]);
});

it.for([
  ["vocab-trainr", /unknown suite or task "vocab-trainr"/],
  ["core/vocab-trainr", /core\/vocab-trainr/],
] as const)("says that there is no %s", async ([name, message]) => {
  await expect(choose(name)).rejects.toThrow(message);
});
