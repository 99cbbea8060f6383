import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import { openTools, type OpenedTools } from "./open-tools.ts";

const { PNG } = createRequire(import.meta.url)("pngjs") as {
  PNG: { sync: { read: (png: Uint8Array) => { width: number; height: number; data: Uint8Array } } };
};

const PAGE = `<!doctype html><html lang="en"><head><title>Counter</title></head><body style="background:#fff">
<h1>Counter</h1><label>Step <input id="step" value="1"></label>
<select aria-label="Colour"><option>red</option><option>blue</option></select>
<button onclick="total.textContent = +total.textContent + +step.value; console.log('added')">Add</button>
<output id="total" data-testid="total">0</output><script>fetch("/missing.json"); setTimeout(() => nope(), 50)</script></body></html>`;

/** Appends to a file until it is killed. */
const beat = (file: string): string => `while :; do echo x >> ${file}; sleep 0.05; done`;

/** Whether something still writes to the file. */
async function isBeating({ readFile }: Sandbox, file: string): Promise<boolean> {
  const count = async (): Promise<number> => (await readFile(file, 1_000_000))?.byteLength ?? 0;
  const before = await count();
  await sleep(400);
  return (await count()) > before;
}

/** What buildoff's tools do, over any sandbox. */
export function testSandboxTools(definition: SandboxProviderDefinition): void {
  let tools: OpenedTools;
  beforeAll(async () => {
    tools = await openTools(definition);
  });
  afterAll(() => tools[Symbol.asyncDispose]());

  describe("files", () => {
    it("are created with their folders, read by lines, edited and listed", async () => {
      const { call } = tools;
      expect(await call("create_file", { path: "src/a b.txt", content: "one\ntwo\nthree\n" })).toMatchObject({
        isError: false,
      });
      expect((await call("read_file", { path: "src/a b.txt", from_line: 2, to_line: 2 })).text).toBe("two");
      expect(
        await call("edit_file", { path: "src/a b.txt", old_text: "two", new_text: "$& 2" }),
      ).toMatchObject({ isError: false });
      expect((await call("read_file", { path: "src/a b.txt" })).text).toBe("one\n$& 2\nthree");
      expect((await call("list_files")).text).toContain("src/a b.txt (15 B)");
    });

    it("are not edited where it is not clear what is meant", async () => {
      const { call } = tools;
      await call("create_file", { path: "twice.txt", content: "x x" });
      expect(await call("edit_file", { path: "twice.txt", old_text: "x", new_text: "y" })).toMatchObject({
        isError: true,
        text: expect.stringContaining("occurs 2 times") as string,
      });
      expect((await call("edit_file", { path: "twice.txt", old_text: "z", new_text: "y" })).text).toContain(
        "does not occur",
      );
      await call("edit_file", { path: "twice.txt", old_text: "x", new_text: "y", replace_all: true });
      expect((await call("read_file", { path: "twice.txt" })).text).toBe("y y");
    });

    it("outside the workspace are not touched", async () => {
      const { call } = tools;
      for (const path of ["../out.txt", "/etc/hostname", "a/../../b", `${tools.sandbox.layout.app}x/y`]) {
        expect(await call("create_file", { path, content: "x" })).toMatchObject({
          isError: true,
          text: expect.stringContaining("outside the workspace") as string,
        });
      }
    });

    it("that are missing, folders, or no text are said to be", async () => {
      const { call } = tools;
      await call("run_command", {
        command:
          "mkdir -p folder; head -c 100 /dev/zero > zeros.bin; head -c 1200000 /dev/zero | tr '\\0' a > big.txt",
      });
      expect((await call("read_file", { path: "no.txt" })).text).toContain("no such file");
      expect((await call("read_file", { path: "folder" })).isError).toBe(true);
      expect((await call("read_file", { path: "zeros.bin" })).text).toContain("not a text file");
      expect((await call("read_file", { path: "big.txt" })).text).toContain("larger than 1.0 MB");
      expect(await call("create_file", { path: "folder", content: "x" })).toMatchObject({ isError: true });
    });

    it("take a wrong input as an error that says what is wrong", async () => {
      const { text, isError } = await tools.call("edit_file", { path: "a" });
      expect(isError).toBe(true);
      expect(text).toContain("old_text");
    });
  });

  describe("commands", () => {
    it("give their output and exit code", async () => {
      const good = await tools.call("run_command", { command: "echo out; echo err >&2; pwd" });
      expect(good).toMatchObject({ isError: false });
      expect(good.text).toContain(`out\n${tools.sandbox.layout.app}\nerr\n[exit code 0`);
      expect(await tools.call("run_command", { command: "exit 3" })).toMatchObject({
        isError: true,
        text: expect.stringContaining("[exit code 3") as string,
      });
    });

    it("write to /dev/stdout and /dev/stderr like to any file", async () => {
      const { text } = await tools.call("run_command", {
        command: "test -p /dev/stdout && echo out > /dev/stdout && echo err > /dev/stderr",
      });
      expect(text).toContain("out\nerr\n[exit code 0");
    });

    it.each([
      ["take too long", "echo so far; sleep 60", "so far\n[it took too long"],
      ["write too much", "yes", "[it wrote too much"],
    ])("that %s are ended with all that they started, and nothing else is", async (_what, work, said) => {
      const { call, sandbox } = tools;
      await using _other = await sandbox.spawn(["sh", "-c", beat("other")], { user: "agent" });
      const command = `(${beat("own")}) & setsid sh -c '${beat("daemon")}' & sleep 0.3; ${work}`;
      const { text, isError } = await call("run_command", { command, timeout_seconds: 4 });
      expect(text).toContain(said);
      expect(isError).toBe(true);
      expect(text.length).toBeLessThan(62_000);
      expect(await Promise.all(["own", "daemon"].map((file) => isBeating(sandbox, file)))).toEqual([
        false,
        false,
      ]);
      await expect.poll(() => isBeating(sandbox, "other")).toBe(true);
    });

    it("leave running what they put into the background, also what writes on", async () => {
      const { call, sandbox } = tools;
      const command =
        "(while :; do echo line; echo x >> background; sleep 0.1; done) & echo $! > pid; echo done";
      const { text, isError } = await call("run_command", { command, timeout_seconds: 4 });
      expect(text).toContain("done");
      expect(isError).toBe(false);
      await sleep(4_500);
      await expect.poll(() => isBeating(sandbox, "background")).toBe(true);
      await call("run_command", { command: "kill $(cat pid)" });
    });

    it("with long output keep its head and tail", async () => {
      const flood = await tools.call("run_command", { command: "head -c 200000 /dev/zero | tr '\\0' a" });
      expect(flood.text.length).toBeLessThan(62_000);
      expect(flood.isError).toBe(false);
    });
  });

  describe("the app", () => {
    it("is started, seen, used and read in a browser", async () => {
      const { call } = tools;
      await call("create_file", { path: "index.html", content: PAGE });
      expect(await call("start_app")).toMatchObject({
        isError: false,
        text: expect.stringContaining("answers at") as string,
      });
      expect((await call("browser_navigate", { width: 400, height: 300 })).text).toContain(
        'status 200, title "Counter"',
      );
      const picture = await call("screenshot");
      const png = PNG.sync.read(Buffer.from(picture.image!.data, "base64"));
      expect([png.width, png.height]).toEqual([400, 300]);
      expect(new Set(png.data).size).toBeGreaterThan(10);
      await call("browser_fill", { label: "Step", value: "5" });
      await call("browser_select", { role: "combobox", name: "Colour", value: "blue" });
      expect(await call("browser_click", { role: "button", name: "Add" })).toMatchObject({ isError: false });
      const page = await call("browser_read");
      expect(page.text).toContain('heading "Counter"');
      expect(page.text).toContain("5");
      const log = await call("browser_console");
      expect(log.text).toContain("log: added");
      expect(log.text).toContain("nope is not defined");
      expect(log.text).toContain("missing.json");
      expect((await call("browser_console")).text).toBe("nothing was logged");
      expect(tools.browsers()).toBe(1);
    });

    it("that is asked for what is not there says so", async () => {
      const { call } = tools;
      expect((await call("browser_click", { role: "button", name: "Nowhere" })).isError).toBe(true);
      expect((await call("browser_click")).text).toContain("say which element");
    });

    it("is started anew, and stopped, without ending anything else", async () => {
      const { call, sandbox } = tools;
      await using other = await sandbox.spawn(["sleep", "100"], { user: "agent" });
      let hasEnded = false;
      void other.exited.then(
        () => (hasEnded = true),
        () => (hasEnded = true),
      );
      expect(await call("start_app")).toMatchObject({ isError: false });
      expect((await call("stop_app")).text).toContain("stopped");
      expect((await call("stop_app")).text).toContain("did not run");
      expect((await call("browser_navigate", { url: "/" })).isError).toBe(true);
      expect(hasEnded).toBe(false);
    });
  });
}

/** Where a command may end everything that its user runs. */
export function testBuild(definition: SandboxProviderDefinition): void {
  it("a build that takes too long is ended, and nothing else is; a chatty one goes on", async () => {
    await using tools = await openTools(definition, {
      app: { build: `yes | head -c 300000; ${beat("build")}`, start: "true", root: ".", ready: "/" },
      limits: { buildTime: 2_000 },
    });
    const { sandbox, call } = tools;
    await using _other = await sandbox.spawn(["sh", "-c", beat("other")], { user: "agent" });
    const { text, isError } = await call("start_app");
    expect(isError).toBe(true);
    expect(text).toContain("it took too long");
    expect(text.length).toBeLessThan(10_000);
    expect(await isBeating(sandbox, "build")).toBe(false);
    await expect.poll(() => isBeating(sandbox, "other")).toBe(true);
  });
}

export function testPresets(definition: SandboxProviderDefinition): void {
  it("the preset arena has exactly Code Arena's four tools", async () => {
    await using tools = await openTools(definition, { preset: "arena" });
    const { tools: listed } = await tools.client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(["create_file", "edit_file", "read_file", "run_command"]);
    for (const { description, inputSchema } of listed) {
      expect(description!.length).toBeGreaterThan(20);
      expect(inputSchema.type).toBe("object");
    }
  });

  it("no command may take so long that the agent seems to do nothing", async () => {
    await using tools = await openTools(definition, { limits: { idleTime: 100_000 } });
    const { tools: listed } = await tools.client.listTools();
    const { description, inputSchema } = listed.find(({ name }) => name === "run_command")!;
    expect(description).toContain("within 80 seconds");
    expect(inputSchema.properties).toMatchObject({ timeout_seconds: { maximum: 80, default: 60 } });
    expect(await tools.call("run_command", { command: "true", timeout_seconds: 81 })).toMatchObject({
      isError: true,
    });
  });

  it("an app that does not build, or does not answer, tells why", async () => {
    const app = { build: "echo no compiler; exit 4", start: "true", root: ".", ready: "/" };
    await using tools = await openTools(definition, { app });
    expect((await tools.call("start_app")).text).toContain("no compiler");
    await using silent = await openTools(definition, {
      app: { ...app, build: null, start: "echo I give up; exit 1" },
    });
    const { text, isError } = await silent.call("start_app");
    expect(isError).toBe(true);
    expect(text).toContain("I give up");
    expect(text).toContain("ECONNREFUSED");
  });
}
