import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files below a folder by their paths. */
export type Tree = Readonly<Record<string, string>>;

export async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

interface ProjectOptions {
  readonly rows?: string;
  readonly tasksFile?: string;
  readonly server?: string;
  readonly manifest?: object;
  readonly files?: Tree;
}

/** A project in the layout of Web-Bench, of our own making: a counter that learns to count down. */
export function project(name: string, options: ProjectOptions = {}): Tree {
  const {
    rows = COUNTER_ROWS,
    tasksFile = "tasks.jsonl",
    server = "npx serve ${PROJECT_DIR} -p ${PORT}",
  } = options;
  const manifest = { name: `@web-bench/${name}`, eval: { stable: true }, ...options.manifest };
  const files: Tree = {
    "package.json": JSON.stringify(manifest),
    "playwright.config.js": config(server),
    [tasksFile]: rows,
    "src-init/index.html": page(""),
    "src/index.html": page(UP + DOWN),
    "test/init.spec.js": INIT_SPEC,
    "test/task-1.spec.js": TASK_1_SPEC,
    "test/task-2.spec.js": TASK_2_SPEC,
    "test/util/index.js": UTIL,
    ...options.files,
  };
  return Object.fromEntries(
    Object.entries(files)
      .filter(([, text]) => text !== "")
      .map(([path, text]) => [`projects/${name}/${path}`, text]),
  );
}

/** The top of a checkout: what projects share. */
export const CHECKOUT_TOP: Tree = {
  "LICENSE.md": "Apache License\nVersion 2.0, January 2004\n",
  "libraries/test-util/package.json": JSON.stringify({ name: "@web-bench/test-util", main: "src/index.js" }),
  "libraries/test-util/src/index.js": `const { expect } = require("@playwright/test");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
exports.expectCount = (page, count) => expect(page.locator("#count")).toHaveText(count);
exports.isExisted = (file) => existsSync(join(process.env.EVAL_PROJECT_ROOT, file));
`,
};

const COUNTER_ROWS = `{"id":"init","date":"2025-01-01","level":"easy","description":"show a count in #count"}
{"id":"task-1","date":"2025-01-01","level":"easy","description":"a button Up adds one"}

{"id":"task-2","date":"2025-01-01","level":"moderate","description":"a button Down takes {{one}} away"}
`;

const config = (server: string): string => `// @ts-check
const { defineConfig, devices } = require('@playwright/test')
const PROJECT_DIR = process.env.EVAL_PROJECT_ROOT || 'src'
const PORT = process.env.EVAL_PROJECT_PORT || 3211
module.exports = defineConfig({
  testDir: './test',
  // timeout: 1,
  timeout: process.env.IS_EVAL_PRODUCTION ? 20_000 : 2_000,
  expect: { timeout: process.env.IS_EVAL_PRODUCTION ? 3_000 : 1_000 },
  use: { baseURL: \`http://127.0.0.1:\${PORT}\`, trace: 'on-first-retry' },
  webServer: {
    command: \`${server}\`,
    url: \`http://127.0.0.1:\${PORT}\`,
    timeout: 9_999,
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
})
`;

const page = (more: string): string => `<!doctype html>
<meta charset="utf-8"><title>Counter</title>
<p id="count">0</p>
${more}`;

const button = (label: string, step: number): string =>
  `<button onclick="count.textContent = Number(count.textContent) + ${step}">${label}</button>\n`;
const UP = button("Up", 1);
const DOWN = button("Down", -1);

const INIT_SPEC = `const { test } = require("@playwright/test");
const { expectCount } = require("@web-bench/test-util");
test("begins at 0", async ({ page }) => {
  await page.goto("/index.html");
  await expectCount(page, "0");
});
`;
const TASK_1_SPEC = `const { test, expect } = require("@playwright/test");
const { expectCount, isExisted } = require("@web-bench/test-util");
const { press } = require("./util");
test("counts up", async ({ page }) => {
  expect(isExisted("index.html")).toBe(true);
  await press(page, "Up");
  await expectCount(page, "1");
});
`;
const TASK_2_SPEC = `const { test } = require("@playwright/test");
const { expectCount } = require("@web-bench/test-util");
const { press } = require("./util");
test("counts down", async ({ page }) => {
  await press(page, "Down");
  await expectCount(page, "-1");
});
`;
const UTIL = `exports.press = async (page, name) => {
  await page.goto("/index.html");
  await page.getByRole("button", { name }).click({ timeout: 1000 });
};
`;
