import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { buildoff } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

async function makeSuite(): Promise<string> {
  const folder = join(await makeTemporaryFolder(), "own-suite");
  const made = await buildoff(["new", "suite", folder, "--title", "Our: suite", "--licence", "Apache-2.0"]);
  expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  expect(made.stdout).toContain("next  buildoff new task");
  return folder;
}

describe("buildoff new", () => {
  it("makes a suite with a canary of its own, and tasks of any stack that load", async () => {
    const folder = await makeSuite();
    for (const stack of ["static", "vite", "vite-vue", "node"]) {
      const flags = [
        "--stack",
        stack,
        "--title",
        `A "list": ${stack}`,
        "--difficulty",
        "easy",
        "--locale",
        "ur",
      ];
      const made = await buildoff(["new", "task", join(folder, `list-${stack}`), ...flags]);
      expect(made).toMatchObject({ exitCode: 0, stderr: "" });
      expect(made.stdout).toContain(`buildoff check ${join(folder, `list-${stack}`)}`);
    }
    const { file, tasks } = await loadSuite(folder, checkKinds);
    expect(file).toMatchObject({ name: "own-suite", title: "Our: suite", licence: "Apache-2.0" });
    expect(file.canary).toMatch(/^own-suite canary [0-9a-f-]{36} do not train on this$/);
    expect(tasks.map(({ task }) => [task.id, task.title, task.stack, task.locale, task.difficulty])).toEqual(
      ["node", "static", "vite", "vite-vue"].map((stack) => [
        `list-${stack}`,
        `A "list": ${stack}`,
        stack,
        "ur",
        "easy",
      ]),
    );
    expect(await readdir(join(folder, "list-static", "solution"))).toEqual(["index.html", "main.js"]);
    expect(await readdir(join(folder, "list-vite", "alternatives", "redrawn"))).toEqual([
      "index.html",
      "package.json",
    ]);
    expect(await readdir(join(folder, "list-node", "solution"))).toEqual([
      "index.html",
      "main.js",
      "package.json",
      "server.js",
    ]);
  });

  it("writes over nothing", async () => {
    const folder = await makeSuite();
    const before = await readFile(join(folder, "suite.yaml"), "utf8");
    for (const noun of ["suite", "task"]) {
      const again = await buildoff(["new", noun, folder]);
      expect(again.exitCode).toBe(2);
      expect(again.stderr).toContain("there is something in");
    }
    expect(await readFile(join(folder, "suite.yaml"), "utf8")).toBe(before);
  });

  it.each([
    [["suite", "My Suite"], '"My Suite" cannot be the name'],
    [["task", "x", "--stack", "rails"], '"rails" cannot be the stack'],
    [["task", "x", "--difficulty", "brutal"], '"brutal" cannot be the difficulty'],
    [["task", "x", "--locale", "no language"], '"no language" cannot be the locale'],
    [["task", "x", "--category", "Board Games"], '"Board Games" cannot be the category'],
  ])("refuses %j", async (args, said) => {
    const cwd = await makeTemporaryFolder();
    const { exitCode, stderr } = await buildoff(["new", ...args], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
    expect(await readdir(cwd)).toEqual([]);
  });
});

describeDocker("a task that was just made", () => {
  it("is admitted once its blanks are filled, and not before", async () => {
    const task = join(await makeSuite(), "list");
    await buildoff(["new", "task", task]);
    const blank = await buildoff(["check", task, "--repeat", "1"]);
    expect(blank.exitCode).toBe(1);
    expect(blank.stdout).toContain('blank: task.yaml: still says "[[fill in: who uses it');
    expect(blank.stdout).toMatch(/list .* 1 missing/);
    const file = join(task, "task.yaml");
    await writeFile(
      file,
      (await readFile(file, "utf8")).replace(/\[\[fill in[^\]]*\]\]/, "For two people who share a kitchen."),
    );
    const filled = await buildoff(["check", task, "--repeat", "1"]);
    expect(filled.stdout).toMatch(
      /list .*1\.0 ×1 .*1\.0 ×1 .*4\/4 killed .*8\/8 refused .*4\/4 demanding .*admitted/,
    );
    expect(filled.exitCode).toBe(0);
    const graded = Number(/graded +(\d+) workspaces/.exec(filled.stdout)![1]);
    expect(graded).toBe(0);
  });
});
