import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
starter: starter/files
turns: [{ prompt: Build a page }]
checks: [{ id: opens, http: { path: / } }]
`;

it("a starter is a folder of its task: no link leads to files that the task's hash does not know", async () => {
  const folder = await makeTemporaryFolder();
  const outside = join(folder, "secrets");
  await mkdir(join(outside, "files"), { recursive: true });
  await writeFile(join(outside, "files", "id_rsa"), "secret");
  const makeTask = async (name: string): Promise<string> => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "task.yaml"), TASK);
    return join(folder, name);
  };
  const [above, itself, own] = [await makeTask("above"), await makeTask("itself"), await makeTask("own")];
  await symlink(outside, join(above, "starter"));
  await mkdir(join(itself, "starter"));
  await symlink(join(outside, "files"), join(itself, "starter", "files"));
  await cp(outside, join(own, "starter"), { recursive: true });
  for (const task of [above, itself]) {
    const refused = { message: expect.stringContaining("no folder starter/files") as string };
    await expect(loadSuite(task, checkKinds)).rejects.toMatchObject(refused);
  }
  expect((await loadSuite(own, checkKinds)).tasks).toHaveLength(1);
});
