import { readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import type { PlaywrightSpec } from "../../src/checks/playwright.ts";
import { UserError } from "../../src/core/errors.ts";
import { webBench } from "../../src/importers/web-bench.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { CHECKOUT_TOP, project, type Tree, writeTree } from "./support/web-bench-checkout.ts";

async function makeCheckout(...trees: readonly Tree[]): Promise<string> {
  const folder = await makeTemporaryFolder();
  await writeTree(folder, Object.assign({}, CHECKOUT_TOP, ...trees) as Tree);
  return folder;
}

async function runImport(source: string, options: { only?: string[]; target?: string } = {}) {
  const target = options.target ?? join(await makeTemporaryFolder(), "suite");
  const file = await webBench.run({
    source,
    target,
    only: options.only ?? [],
    packages: false,
    version: "1.2.3",
    progress: () => {},
  });
  return { file, target };
}

const refusal = (source: string, options: { only?: string[]; target?: string } = {}): Promise<UserError> =>
  runImport(source, options).then(
    () => expect.unreachable("it was imported"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(UserError);
      return error as UserError;
    },
  );

describe("importing Web-Bench", () => {
  it("makes a task of each stable project: a turn a row, a check a spec, in their order", async () => {
    const source = await makeCheckout(project("counter"), project("draft", { manifest: { eval: {} } }));
    const { file, target } = await runImport(source);
    const suite = await loadSuite(target, checkKinds);
    expect(suite.tasks.map(({ task }) => task.id)).toEqual(["counter"]);
    const { task } = suite.tasks[0]!;
    const prompts = task.turns.flatMap(({ prompt }) => (typeof prompt === "string" ? [prompt] : []));
    expect(prompts.map((prompt) => prompt.trim().split("\n").at(-1))).toEqual([
      "show a count in #count",
      "a button Up adds one",
      "a button Down takes {{one}} away",
    ]);
    expect(task.checks.map(({ id, turn }) => [id, turn])).toEqual([
      ["init", 1],
      ["task-1", 2],
      ["task-2", 3],
    ]);
    expect(task.difficulty).toBe("medium");
    expect(file.tasks).toMatchObject([{ id: "counter", stack: "static", turns: 3, checks: 3 }]);
    expect(file.notRun).toEqual([]);
  });

  it("takes upstream's own timeouts, as its evaluation has them, and its viewport", async () => {
    const { target } = await runImport(await makeCheckout(project("counter")));
    const { task } = (await loadSuite(target, checkKinds)).tasks[0]!;
    const check = task.checks[0]!;
    expect(check.viewport).toEqual({ width: 1280, height: 720 });
    expect(check.spec as PlaywrightSpec).toMatchObject({ timeout: 20_000, expectTimeout: 3_000 });
    expect(check.timeout).toBeGreaterThan(20_000);
  });

  it("keeps specs and helpers byte for byte, and the reference out of the start state", async () => {
    const source = await makeCheckout(project("counter"));
    const { target } = await runImport(source);
    const task = join(target, "tasks", "counter");
    for (const path of ["test/task-1.spec.js", "test/util/index.js"]) {
      const own = await readFile(join(source, "projects/counter", path));
      expect(await readFile(join(task, "upstream/projects/counter", path))).toEqual(own);
    }
    expect(await readFile(join(task, "starter/index.html"), "utf8")).not.toContain("Down");
    expect(await readFile(join(task, "solution/index.html"), "utf8")).toContain("Down");
    const kept = await readdir(join(task, "upstream"), { recursive: true });
    expect(kept.filter((path) => /(?:^|\/)src(?:-init)?\/index\.html/.test(path))).toEqual([]);
  });

  it("reads tasks.yml, lays the project's assets into both states, and follows links inside the checkout", async () => {
    const rows =
      "- id: task-1\n  date: 2025-01-01\n  level: easy\n  description: |\n    a button Up\n- id: task-2\n  description: Down\n";
    const source = await makeCheckout(
      project("counter", { tasksFile: "tasks.yml", rows, files: { "assets/data.txt": "1\n" } }),
    );
    await symlink("../assets", join(source, "projects/counter/src/assets"));
    const { target, file } = await runImport(source);
    const { task, folder } = (await loadSuite(target, checkKinds)).tasks[0]!;
    // The spec of the start state has no row of its own there, and holds from the first turn on.
    expect(task.checks.map(({ id, turn }) => [id, turn])).toEqual([
      ["init", 1],
      ["task-1", 1],
      ["task-2", 2],
    ]);
    expect(file.tasks[0]!.rows.map(({ id }) => id)).toEqual(["task-1", "task-2"]);
    for (const state of ["starter", "solution"])
      expect(await readFile(join(folder, state, "assets/data.txt"), "utf8")).toBe("1\n");
  });

  it("lists what cannot be run with the reason, and runs the rest", async () => {
    const imported = "const { f } = require(require('path').join(process.env.EVAL_PROJECT_ROOT, 'f.js'))\n";
    const source = await makeCheckout(
      project("counter", {
        files: { "test/task-2.spec.js": imported, "test/task-9.spec.js": "// nothing\n" },
      }),
      project("built", {
        manifest: { devDependencies: { vite: "^7.0.0" } },
        server: "npx vite --port ${PORT}",
      }),
      project("shop", { manifest: { dependencies: { sqlite3: "^5.0.0" } }, server: "npm run dev" }),
      project("runner", {
        files: {
          "test/init.spec.js": "",
          "test/task-1.spec.js": "const { execa } = require('execa')\n",
          "test/task-2.spec.js": "import { spawn } from 'node:child_process'\n",
        },
      }),
      project("coloured", { files: { "test/task-2.spec.js": "require('tinycolor2')\n" } }),
    );
    const { file } = await runImport(source);
    expect(file.tasks.map(({ id, checks }) => [id, checks])).toEqual([
      ["coloured", 2],
      ["counter", 2],
    ]);
    const reasons = Object.fromEntries(file.notRun.map(({ what, reason }) => [what, reason]));
    expect(reasons["counter/test/task-2.spec.js"]).toContain("imports the code that it tests");
    expect(reasons["counter/test/task-9.spec.js"]).toBe("no task has its name");
    expect(reasons["built"]).toContain("packages that no stack has (vite); --packages");
    expect(reasons["shop"]).toContain("sqlite3");
    expect(reasons["runner"]).toContain("runs programs (it imports execa)");
    expect(reasons["coloured/test/task-2.spec.js"]).toContain("tinycolor2; --packages");
  });

  it("records where each row comes from: commit, licence and the hash of each row", async () => {
    const source = await makeCheckout(project("counter"));
    expect((await runImport(source)).file.source).toMatchObject({ commit: null, changed: null });
    const git = (...args: string[]) =>
      execa("git", ["-C", source, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
    await git("init", "-q");
    await git("add", "-A");
    await git("commit", "-qm", "one");
    const { stdout } = await git("rev-parse", "HEAD");
    const { file, target } = await runImport(source);
    expect(file.source).toEqual({
      name: "bytedance/web-bench",
      licence: "Apache-2.0",
      commit: stdout,
      changed: false,
    });
    expect(new Set(file.tasks[0]!.rows.map(({ sha256 }) => sha256)).size).toBe(3);
    expect(JSON.parse(await readFile(join(target, "import.json"), "utf8"))).toEqual(file);
    expect(await readFile(join(target, "tasks/counter/task.yaml"), "utf8")).toContain(stdout);
    await writeFile(join(source, "more.txt"), "");
    expect((await runImport(source)).file.source.changed).toBe(true);
  });

  it("gives the same bytes for the same checkout", async () => {
    const source = await makeCheckout(project("counter"), project("other"));
    const [first, second] = [await runImport(source), await runImport(source)];
    const hashes = await Promise.all([first, second].map(({ target }) => loadSuite(target, checkKinds)));
    expect(hashes[0]!.hash).toBe(hashes[1]!.hash);
    expect(first.file).toEqual(second.file);
  });

  it("imports only the named projects, and suggests the one that was meant", async () => {
    const source = await makeCheckout(project("counter"), project("other"));
    expect((await runImport(source, { only: ["other"] })).file.tasks.map(({ id }) => id)).toEqual(["other"]);
    const { message, hint } = await refusal(source, { only: ["othr"] });
    expect(message).toBe('unknown project "othr"');
    expect(hint).toContain('did you mean "other"?');
  });
});

describe("a checkout that cannot be imported", () => {
  const row = (id: string, description = "more") => JSON.stringify({ id, description });

  it.each([
    ["no JSON", `${row("task-1")}\n{"id":`, /tasks\.jsonl, row 2: it is no JSON/],
    ["an id that is taken", `${row("task-1")}\n\n${row("task-1")}`, /row 3: the id task-1 is taken by row 1/],
    ["no description", `{"id":"task-1"}`, /row 1: description: /],
    ["an id that names no file", row("../x"), /row 1: id: /],
    ["no row", "\n", /tasks\.jsonl: it holds no row/],
  ])("is told the row with %s", async (_what, rows, message) => {
    const error = await refusal(await makeCheckout(project("counter", { rows })));
    expect(error.code).toBe("unreadable-row");
    expect(error.message).toMatch(message);
  });

  it.each([
    ["broken YAML", "- id: task-1\n  description: a\n- id: [\n", /tasks\.yml, row 2: it is no YAML at line/],
    ["no list", "id: task-1\n", /tasks\.yml: it is no list of tasks/],
    [
      "an id that is taken",
      "- id: a\n  description: a\n- id: a\n  description: b\n",
      /row 2: the id a is taken by row 1/,
    ],
  ])("is told the row with %s in tasks.yml", async (_what, rows, message) => {
    const error = await refusal(await makeCheckout(project("counter", { tasksFile: "tasks.yml", rows })));
    expect(error.message).toMatch(message);
  });

  it("is told what is missing where it is no checkout, or no folder", async () => {
    const folder = await makeTemporaryFolder();
    expect((await refusal(join(folder, "none"))).code).toBe("no-source-folder");
    const empty = await refusal(folder);
    expect(empty.code).toBe("not-a-checkout");
    expect(empty.message).toContain("it has no folder projects");
    const unstable = await makeCheckout(project("draft", { manifest: { eval: { stable: false } } }));
    expect((await refusal(unstable)).message).toContain('says "stable": true');
    const broken = await makeCheckout({ "projects/x/package.json": "{" });
    expect((await refusal(broken)).message).toContain("x/package.json: it is no package.json");
  });

  it("is refused as a whole where nothing of it can be run, with every reason", async () => {
    const source = await makeCheckout(
      project("shop", { manifest: { dependencies: { sqlite3: "^5.0.0" } }, server: "npm run dev" }),
      project("bare", { files: { "playwright.config.js": "" } }),
    );
    const { code, message } = await refusal(source);
    expect(code).toBe("nothing-imported");
    expect(message).toContain("shop: it needs sqlite3");
    expect(message).toContain("bare: it has none of playwright.config.js");
  });

  it("writes over nothing, and leaves nothing behind where it fails", async () => {
    const source = await makeCheckout(project("counter"));
    const parent = await makeTemporaryFolder();
    const target = join(parent, "suite");
    await writeTree(target, { "mine.txt": "mine" });
    expect((await refusal(source, { target })).code).toBe("target-not-empty");
    expect(await readdir(target)).toEqual(["mine.txt"]);
    await symlink("/etc/hostname", join(source, "projects/counter/src/stolen"));
    const error = await refusal(source, { target: join(parent, "other") });
    expect(error.message).toContain("a link that leads out of the checkout");
    expect(await readdir(parent)).toEqual(["suite"]);
    const file = join(parent, "suite", "mine.txt");
    expect((await refusal(source, { target: join(file, "below") })).code).toBe("target-not-writable");
  });
});
