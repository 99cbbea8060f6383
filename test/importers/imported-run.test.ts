import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildoff, readResults } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { CHECKOUT_TOP, project, writeTree } from "./support/web-bench-checkout.ts";

const ROWS =
  "- { id: task-1, level: easy, description: Up }\n- { id: task-2, level: easy, description: Down }\n";
/** As some of upstream's specs do: data of the app's own, read by the name of its file. */
const READS_DATA = `const { test, expect } = require("@playwright/test");
const data = require(require("node:path").join(process.env.EVAL_PROJECT_ROOT, "data.json"));
test("has data", () => expect(data.steps).toBe(2));
`;

/** As the projects of upstream that are ES modules. */
const MODULE_SPEC = `import { test, expect } from "@playwright/test";
import { isExisted } from "@web-bench/test-util";
import path from "node:path";
test("is there", async ({ page }) => {
  expect(isExisted("index.html", path.join(import.meta.dirname, "../src"))).toBe(true);
  await page.goto("/index.html");
  await expect(page.getByRole("button", { name: "Up" })).toBeVisible();
});
`;

describe("an imported suite", () => {
  it("passes with upstream's reference and not with its start state, and shows upstream's own metric", async () => {
    const folder = await makeTemporaryFolder();
    await writeTree(folder, {
      ...CHECKOUT_TOP,
      ...project("counter", {
        tasksFile: "tasks.yml",
        rows: ROWS,
        files: {
          "src/data.json": '{ "steps": 2 }\n',
          "src-init/data.json": '{ "steps": 2 }\n',
          "test/init.spec.js": READS_DATA,
        },
      }),
      ...project("modular", {
        manifest: { type: "module" },
        rows: '{"id":"task-1","description":"Up"}',
        files: { "test/init.spec.js": "", "test/task-2.spec.js": "", "test/task-1.spec.js": MODULE_SPEC },
      }),
    });
    const imported = await buildoff(["import", "web-bench", folder, "--to", "suite"], { cwd: folder });
    expect(imported.stderr).toBe("");
    expect(imported.stdout).toContain("2 tasks with 3 turns and 4 checks in suite");
    const run = ["run", "suite", "--agent", "oracle", "nop", "--sandbox", "local", "--name", "r"];
    const { exitCode } = await buildoff(run, { cwd: folder });
    expect(exitCode).toBe(0);
    const results = await readResults(join(folder, "results", "r"));
    const turns = Object.fromEntries(
      results.map((result) => [
        `${result.trial.agent} ${result.trial.task}`,
        result.turns.map(({ checks }) => checks.map(({ passed }) => passed)),
      ]),
    );
    expect(turns["oracle counter"]).toEqual([
      [true, true],
      [true, true, true],
    ]);
    expect(turns["nop counter"]).toEqual([
      [true, false],
      [true, false, false],
    ]);
    expect(turns["oracle modular"]).toEqual([[true]]);
    expect(turns["nop modular"]).toEqual([[false]]);
    const { stdout } = await buildoff(["show", "r"], { cwd: folder });
    expect(stdout).toContain("Web-Bench pass@1");
    expect(stdout).toMatch(/oracle\s+│ 2\s+│ 100\.0 %/);
    expect(stdout).toMatch(/nop\s+│ 2\s+│ 0\.0 %/);
  });
});
