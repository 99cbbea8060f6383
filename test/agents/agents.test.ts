import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../src/agents/command.ts";
import { nop } from "../../src/agents/nop.ts";
import { oracle } from "../../src/agents/oracle.ts";
import { agents } from "../../src/agents/registry.ts";
import { repository } from "../support/buildoff.ts";
import { openLocalSandbox, readApp, runAgent } from "./run-agent.ts";

const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
const model = {
  model: "m",
  protocol: "openai-chat",
  contextLength: null,
  seesImages: null,
  fetch,
  baseUrl: "http://127.0.0.1:4000/v1",
  token: "trial-token",
} as const;

describe("the registry", () => {
  it.each(Object.entries(agents))("holds %s under its own name", (name, definition) => {
    expect(definition.name).toBe(name);
    expect(definition.summary).not.toBe("");
    expect(definition.protocols.length === 0).toBe(definition.model === "none");
  });
});

const programs = Object.values(agents).filter(({ imageLayer }) => imageLayer !== null);

describe("a program's version", () => {
  it.each(programs)("is for $name what its image layer pins, for both processors", async (definition) => {
    const { name, version } = definition;
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(join(repository, "sandboxes/agents", name, file), "utf8"));
    const { dependencies = {}, optionalDependencies = {} } = (await read("package.json")) as Record<
      string,
      Record<string, string>
    >;
    const pinned = Object.entries({ ...dependencies, ...optionalDependencies });
    const { packages: locked } = (await read("package-lock.json")) as {
      packages: Record<string, { version: string }>;
    };
    const isPinned = (said: string | undefined) =>
      [version, `${version}-linux-`].some((one) => said?.includes(one!));
    expect(pinned.length).toBe(Object.keys(dependencies).length === 1 ? 1 : 2);
    for (const [dependency, said] of pinned) {
      expect(isPinned(said)).toBe(true);
      expect(isPinned(locked[`node_modules/${dependency}`]?.version)).toBe(true);
    }
  });
});

describe("oracle", () => {
  it("copies the solution in, and over it that of a later turn", async () => {
    await using sandbox = await openLocalSandbox();
    const first = [file("index.html", "one"), file("src/app.js", "1")];
    expect((await runAgent(oracle, { sandbox, solution: first })).end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "src/app.js")).toBe("1");
    await runAgent(oracle, { sandbox, turn: 2, solution: [file("index.html", "two")] });
    expect(await readApp(sandbox, "index.html")).toBe("two");
    expect(await readApp(sandbox, "src/app.js")).toBe("1");
    await runAgent(oracle, { sandbox, turn: 3, solution: [file("more.js", "3"), file(".delete", "src/\n")] });
    expect(await readApp(sandbox, "more.js")).toBe("3");
    for (const gone of ["src/app.js", ".delete"]) expect(await readApp(sandbox, gone)).toBeNull();
  });

  it("runs a solution's own script, which finds the rest of the solution beside it", async () => {
    await using sandbox = await openLocalSandbox();
    const solution = [
      file("solve.sh", 'cp "$(dirname "$0")/page.html" index.html'),
      file("page.html", "made"),
    ];
    expect((await runAgent(oracle, { sandbox, solution })).end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "index.html")).toBe("made");
    expect(await readApp(sandbox, "solve.sh")).toBeNull();
    const failing = [file("solve.sh", "echo first >&2; echo no such tool >&2; exit 3")];
    expect((await runAgent(oracle, { sandbox, solution: failing })).end).toEqual({
      kind: "agent-error",
      message: "solve.sh exited with 3: no such tool",
    });
  });
});

describe("nop", () => {
  it("does nothing", async () => {
    await using sandbox = await openLocalSandbox();
    expect(await runAgent(nop, { sandbox })).toEqual({ end: { kind: "completed" }, events: [], output: "" });
  });
});

describe("command", () => {
  it.each([
    ["openai-responses", "OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"],
    ["anthropic-messages", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_MODEL"],
    ["gemini", "GOOGLE_GEMINI_BASE_URL", "GEMINI_API_KEY", "GEMINI_MODEL"],
  ] as const)("finds a model that speaks %s in the variables of its clients", async (protocol, ...names) => {
    await using sandbox = await openLocalSandbox();
    const settings = { command: names.map((name) => `printenv ${name}`).join(";") };
    const { output } = await runAgent(command, { sandbox, model: { ...model, protocol }, settings });
    expect(output).toBe("http://127.0.0.1:4000/v1\ntrial-token\nm\n");
  });

  it("finds its MCP servers as JSON in the environment", async () => {
    await using sandbox = await openLocalSandbox();
    const server = { name: "flights", url: "http://127.0.0.1:4000/mcp/flights", token: "mcp-token", fetch };
    const { output } = await runAgent(command, {
      sandbox,
      mcpServers: [server],
      settings: { command: "printenv BUILDOFF_MCP_SERVERS" },
    });
    expect(JSON.parse(output)).toEqual({
      flights: { type: "http", url: server.url, headers: { Authorization: "Bearer mcp-token" } },
    });
  });

  it("finds the prompt on standard input and in a file outside the workspace, and its model in the environment", async () => {
    await using sandbox = await openLocalSandbox();
    const prompt = `Build "it" for $5 — اردو\n${"long ".repeat(50_000)}end`;
    const { end, output } = await runAgent(command, {
      sandbox,
      prompt,
      model,
      turn: 2,
      settings: {
        command:
          'cat > stdin.txt; cp "$BUILDOFF_PROMPT_FILE" file.txt; ls -a > list.txt; echo "$OPENAI_BASE_URL $OPENAI_API_KEY $OPENAI_MODEL $BUILDOFF_TURN $PORT"',
      },
    });
    expect(end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "stdin.txt")).toBe(prompt);
    expect(await readApp(sandbox, "file.txt")).toBe(prompt);
    expect((await readApp(sandbox, "list.txt"))?.split("\n")).not.toContain("buildoff-prompt-2.md");
    expect(output).toBe(`http://127.0.0.1:4000/v1 trial-token m 2 ${sandbox.layout.port}\n`);
  });

  it("tells both streams as they come", async () => {
    await using sandbox = await openLocalSandbox();
    const { events } = await runAgent(command, {
      sandbox,
      settings: { command: "echo out; sleep 0.2; echo err >&2" },
    });
    expect(events).toEqual([
      { type: "agent-output", stream: "stdout", text: "out\n" },
      { type: "agent-output", stream: "stderr", text: "err\n" },
    ]);
  });

  it("takes an exit code for no verdict", async () => {
    await using sandbox = await openLocalSandbox();
    expect((await runAgent(command, { sandbox, settings: { command: "exit 3" } })).end).toEqual({
      kind: "completed",
    });
  });

  it("says that a command does not exist, or cannot be executed", async () => {
    await using sandbox = await openLocalSandbox();
    const missing = await runAgent(command, { sandbox, settings: { command: "no-such-agent --go" } });
    expect(missing.end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("was not found") as string,
    });
    const folder = await runAgent(command, { sandbox, settings: { command: "./" } });
    expect(folder.end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("cannot be executed") as string,
    });
  });

  it("is a limit where it floods its output, and records only as much as the limit", async () => {
    await using sandbox = await openLocalSandbox();
    const { end, output } = await runAgent(command, {
      sandbox,
      settings: { command: "yes flood" },
      limits: { outputBytes: 20_000 },
    });
    expect(end).toMatchObject({ kind: "limit", limit: "outputBytes" });
    expect(output.length).toBeLessThan(21_000);
    expect(output).toContain("the rest of the output is not recorded");
  });

  it("ends when its signal does", async () => {
    await using sandbox = await openLocalSandbox();
    const startedAt = performance.now();
    const { end } = await runAgent(command, {
      sandbox,
      settings: { command: "sleep 60" },
      signal: AbortSignal.timeout(300),
    });
    expect(end).toEqual({ kind: "completed" });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it("survives output that is no UTF-8", async () => {
    await using sandbox = await openLocalSandbox();
    const { output } = await runAgent(command, {
      sandbox,
      settings: { command: String.raw`printf 'a\377\000b\330'` },
    });
    expect(output).toBe("a�\0b�");
  });
});
