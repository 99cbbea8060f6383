import { rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadStoredApp } from "../../src/cli/stored-app.ts";
import { loadRun } from "../../src/store/run-store.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

async function openStoredRun() {
  const { path } = await storeRun({ results: await makeTemporaryFolder() });
  return loadRun(path, "");
}

it("the app of a trial is what its last turn left, or the turn that is asked for", async () => {
  const run = await openStoredRun();
  const last = await loadStoredApp(run, { id: "t1.passed" }, null);
  expect(last.turn).toBe(1);
  expect(Buffer.from(last.tar).toString()).toContain("the workspace of t1.passed");
  expect(await loadStoredApp(run, { id: "t1.passed" }, 1)).toEqual(last);
});

it("a turn that there is not, a trial that left nothing and a workspace that was pruned are told", async () => {
  const run = await openStoredRun();
  await expect(loadStoredApp(run, { id: "t1.passed" }, 3)).rejects.toMatchObject({
    code: "unknown-turn",
    hint: expect.stringContaining("it has: 1") as string,
  });
  await expect(loadStoredApp(run, { id: "t3.lost" }, null)).rejects.toMatchObject({ code: "no-app" });
  await rm(run.folder.workspaces, { recursive: true });
  await expect(loadStoredApp(run, { id: "t1.passed" }, null)).rejects.toMatchObject({
    code: "lost-workspace",
    message: expect.stringContaining("buildoff prune") as string,
  });
});
