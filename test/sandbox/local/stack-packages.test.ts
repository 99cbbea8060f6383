import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { ensureStackPackages } from "../../../src/sandbox/local/stack-packages.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";
import { createProvider, never, spec, text } from "./local-sandbox.ts";

test("a stack without packages needs none", async () => {
  expect(await ensureStackPackages("static", { signal: never() })).toBeNull();
});

test("a run that is confined to hosts fetches no packages, and says so", async () => {
  vi.stubEnv("XDG_CACHE_HOME", await makeTemporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(ensureStackPackages("vite", { isConfined: true, signal: never() })).rejects.toMatchObject({
    kind: "user",
    code: "packages-not-fetched",
  });
});

test("an app of a stack with packages builds without a network, from an install that is made once", async () => {
  await ensureStackPackages("vite", { signal: never() });
  const lines: string[] = [];
  await ensureStackPackages("vite", {
    progress: (line) => void lines.push(line),
    isConfined: true,
    signal: never(),
  });
  expect(lines).toEqual([]);
  await using provider = await createProvider();
  const sandbox = await provider.create(spec({ role: "app", stack: "vite" }), never());
  expect((await lstat(join(dirname(sandbox.layout.app), "node_modules"))).isSymbolicLink()).toBe(true);
  const files = {
    "package.json": `{ "type": "module", "scripts": { "build": "vite build" } }`,
    "index.html": `<div id="root"></div><script type="module" src="/main.jsx"></script>`,
    "main.jsx": `import { createRoot } from "react-dom/client";
createRoot(document.getElementById("root")).render(<h1>built</h1>);`,
  };
  await sandbox.writeFiles(
    Object.entries(files).map(([path, content]) => ({ path, content: new TextEncoder().encode(content) })),
  );
  const build = await sandbox.exec(["npm", "run", "build"], { timeoutMs: 600_000 });
  expect([build.exitCode, text(build.stderr)]).toEqual([0, ""]);
  expect(text(await sandbox.readFile("dist/index.html", 10_000))).toContain("/assets/index-");
});
