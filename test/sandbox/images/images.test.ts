import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import Docker from "dockerode";
import { beforeAll, expect, it } from "vitest";
import { type EnsuredImages, ensureImages } from "../../../src/sandbox/docker/images/ensure.ts";
import type { ImageNeeds } from "../../../src/sandbox/docker/images/plan.ts";
import { describeDocker } from "../../support/needs.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";
import { runInImage } from "./run-in-image.ts";

const needs = {
  stacks: [
    { name: "static", dockerfile: null },
    { name: "vite", dockerfile: null },
    { name: "vite-vue", dockerfile: null },
  ],
  agentLayers: [{ name: "qwen-code", dockerfile: null }],
  checker: true,
};

describeDocker("images", () => {
  const docker = new Docker();
  let images: EnsuredImages;

  const ensure = (lines: string[] = []): Promise<EnsuredImages> =>
    ensureImages(docker, needs, (line) => lines.push(line), new AbortController().signal);

  beforeAll(async () => {
    images = await ensure();
  });

  it("are not built again when nothing changed", async () => {
    const lines: string[] = [];
    const again = await ensure(lines);
    expect(lines).toEqual([]);
    expect(again.checker).toEqual(images.checker);
    expect(again.stack("vite")).toEqual(images.stack("vite"));
  });

  it("are not built in a run that is confined to hosts: what is missing is told, what is there is used", async () => {
    const ensureConfined = (stacks: ImageNeeds["stacks"]) =>
      ensureImages(docker, { ...needs, stacks, isConfined: true }, () => {}, new AbortController().signal);
    expect((await ensureConfined(needs.stacks)).checker).toEqual(images.checker);
    const folder = await makeTemporaryFolder();
    const dockerfile = join(folder, "Dockerfile");
    await writeFile(dockerfile, `ARG BASE\nFROM \${BASE}\nLABEL own=${randomBytes(8).toString("hex")}\n`);
    const own = { name: "own", dockerfile };
    await expect(ensureConfined([...needs.stacks, own])).rejects.toMatchObject({
      code: "images-not-built",
      message: expect.stringMatching(/: stack-own, agent-qwen-code-own$/) as string,
    });
  });

  it("have tags that name their recipe, and digests", () => {
    expect(images.stack("static").tag).toMatch(/^buildoff\/stack-static:[0-9a-f]{16}$/);
    expect(images.agent("qwen-code", "static").tag).toMatch(
      /^buildoff\/agent-qwen-code-static:[0-9a-f]{16}$/,
    );
    expect(images.checker.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(() => images.stack("cobol")).toThrow(RangeError);
  });

  it("tell the versions of what they hold", () => {
    expect(images.versions).toMatchObject({
      node: expect.stringMatching(/^24\./) as string,
      npm: expect.stringMatching(/^10\.9\./) as string,
      chromium: expect.stringMatching(/^\d+\.\d+/) as string,
      playwright: expect.stringMatching(/^1\./) as string,
      "qwen-code": expect.stringMatching(/^0\./) as string,
      "packages-base": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      "packages-checker": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
  });

  it("stop at once when the run is cancelled", async () => {
    const reason = new Error("cancelled");
    await expect(ensureImages(docker, needs, () => {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("hold the three users, no setuid program, and buildoff's runtime files", async () => {
    const script = `
      for uid in 10001 10002 10003; do getent passwd $uid; done
      find / -xdev -perm /6000 -type f 2>/dev/null
      ls /opt/buildoff`;
    const { stdout } = await runInImage(docker, { image: images.stack("static").tag, script });
    expect(stdout.split("\n").filter((line) => line !== "")).toEqual([
      "agent:x:10001:10001::/home/agent:/bin/bash",
      "forwarder:x:10002:10002::/nonexistent:/usr/sbin/nologin",
      "checker:x:10003:10003::/home/checker:/bin/bash",
      "acceptor.mjs",
      "forwarder.mjs",
      "run-bounded.mjs",
      "serve-static.mjs",
    ]);
  });

  it("take Debian's security updates, wherever their base is from", async () => {
    const script = "cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null";
    const { stdout } = await runInImage(docker, { image: images.stack("static").tag, script });
    expect(stdout).toMatch(/bookworm-security/);
  });

  it("hold the tools that agents expect", async () => {
    const script =
      "git --version && rg --version && curl --version && python3 --version && ps --version && npm -v";
    const { exitCode, stderr } = await runInImage(docker, { image: images.stack("static").tag, script });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  it("make npm say at once that there is no network", async () => {
    const script = "cd /tmp && npm install left-pad; echo ended";
    const startedAt = performance.now();
    const { stdout, stderr } = await runInImage(docker, { image: images.stack("static").tag, script });
    expect(stdout).toContain("ended");
    expect(stderr).toContain("ENOTCACHED");
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it("run the Qwen Code CLI without a network, as the agent", async () => {
    const { exitCode, stdout } = await runInImage(docker, {
      image: images.agent("qwen-code", "static").tag,
      script: "qwen --version",
    });
    expect({ exitCode, version: stdout.trim() }).toEqual({
      exitCode: 0,
      version: images.versions["qwen-code"],
    });
  });

  it("build a Vite and React app offline with plain npm run build, on a read-only root", async () => {
    await using volume = await createTmpfsVolume(docker);
    const { exitCode, stdout, stderr } = await runInImage(docker, {
      image: images.stack("vite").tag,
      volume: volume.name,
      script: VITE_APP,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("dist/index.html");
    expect(stdout).toMatch(/found: \/app\/dist\/assets\/index-\S+\.js/);
  });

  it("build a Vite and Vue app offline in the same way", async () => {
    await using volume = await createTmpfsVolume(docker);
    const { exitCode, stdout, stderr } = await runInImage(docker, {
      image: images.stack("vite-vue").tag,
      volume: volume.name,
      script: VUE_APP,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/found: \/app\/dist\/assets\/index-\S+\.css \/app\/dist\/assets\/index-\S+\.js/);
    expect(images.versions).toMatchObject({ vue: expect.stringMatching(/^3\./) as string });
  });
});

describeDocker("the checker's image", () => {
  const docker = new Docker();

  it("starts Chromium under Playwright and has fonts for Latin, Urdu and Chinese", async () => {
    const images = await ensureImages(docker, needs, () => {}, new AbortController().signal);
    const run = await runInImage(docker, { image: images.checker.tag, uid: 10003, script: CHECKER_PROGRAM });
    expect(run.stderr).toBe("");
    expect(run.stdout.split("\n").slice(0, 4)).toEqual([
      `version ${images.versions["chromium"]}`,
      "Noto Nastaliq Urdu",
      "glyphs differ from the box of a missing one: true true true",
      "",
    ]);
  });
});

const VITE_APP = `
cd /app && mkdir src
cat > package.json <<'EOF'
{ "name": "tiny", "private": true, "type": "module", "scripts": { "build": "tsc --noEmit && vite build" } }
EOF
cat > tsconfig.json <<'EOF'
{ "compilerOptions": { "strict": true, "jsx": "react-jsx", "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "noEmit": true }, "include": ["src"] }
EOF
cat > vite.config.ts <<'EOF'
import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";
export default defineConfig({ plugins: [react()] });
EOF
cat > index.html <<'EOF'
<!doctype html><title>tiny</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>
EOF
cat > src/main.tsx <<'EOF'
import { createRoot } from "react-dom/client";
import { useState } from "react";
function App() { const [n, setN] = useState<number>(0); return <button onClick={() => setN(n + 1)}>{n}</button>; }
createRoot(document.getElementById("root")!).render(<App />);
EOF
npm run build && npx vite --version && tsc --version && echo "found: $(echo /app/dist/assets/*.js)"
`;

const VUE_APP = `
cd /app && mkdir src
cat > package.json <<'EOF'
{ "name": "tiny", "private": true, "type": "module", "scripts": { "build": "tsc --noEmit && vite build" } }
EOF
cat > tsconfig.json <<'EOF'
{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "noEmit": true }, "include": ["src"] }
EOF
cat > vite.config.ts <<'EOF'
import { defineConfig } from "vite";
import vue from "@vitejs/plugin-vue";
export default defineConfig({ plugins: [vue()] });
EOF
cat > index.html <<'EOF'
<!doctype html><title>tiny</title><div id="app"></div><script type="module" src="/src/main.ts"></script>
EOF
cat > src/env.d.ts <<'EOF'
declare module "*.vue" { import type { DefineComponent } from "vue"; const component: DefineComponent; export default component; }
EOF
cat > src/main.ts <<'EOF'
import { createApp } from "vue";
import App from "./App.vue";
createApp(App).mount("#app");
EOF
cat > src/App.vue <<'EOF'
<script setup lang="ts">
import { ref } from "vue";
const n = ref<number>(0);
</script>
<template><button @click="n += 1">{{ n }}</button></template>
<style scoped>button { color: red }</style>
EOF
npm run build && echo "found: $(echo /app/dist/assets/*)"
`;

const CHECKER_PROGRAM = `
cat > /tmp/program.cjs <<'EOF'
const { chromium } = require("/opt/checker/node_modules/playwright");
require("/opt/checker/node_modules/axe-core");
(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/local/bin/chromium", chromiumSandbox: false });
  console.log("version", browser.version());
  const page = await browser.newPage();
  const draw = async (text) => {
    await page.setContent('<meta charset="utf-8"><p style="font: 40px sans-serif">' + text + "</p>");
    return (await page.screenshot()).toString("base64");
  };
  const box = await draw("\\u{10FFFD}");
  console.log(require("node:child_process").execSync("fc-match -f '%{family}' 'Noto Nastaliq Urdu'").toString().trim());
  const differ = [];
  for (const text of ["a", "ب", "中"]) differ.push((await draw(text)) !== box);
  console.log("glyphs differ from the box of a missing one:", ...differ);
  await browser.close();
})();
EOF
node /tmp/program.cjs
`;

async function createTmpfsVolume(docker: Docker): Promise<AsyncDisposable & { readonly name: string }> {
  const name = `buildoff-test-${randomBytes(6).toString("hex")}`;
  const options = {
    type: "tmpfs",
    device: "tmpfs",
    o: "size=128m,nr_inodes=20000,uid=10001,gid=10001,mode=0755",
  };
  await docker.createVolume({ Name: name, Driver: "local", DriverOpts: options });
  return {
    name,
    [Symbol.asyncDispose]: () => docker.getVolume(name).remove({ force: true }) as Promise<void>,
  };
}
