import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { readFolder } from "../support/grading.ts";
import { describeDocker } from "../support/needs.ts";
import { type Reply, type ScriptedToolCall, startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

interface Program {
  readonly agent: string;
  readonly model: string;
  readonly tool: (service: string, name: string) => Pick<ScriptedToolCall, "name">;
  readonly write: (path: string, content: string) => ScriptedToolCall;
}

const PROGRAMS: readonly Program[] = [
  {
    agent: "loop",
    model: "openai-compatible/scripted-coder",
    tool: (_service, name) => ({ name }),
    write: (path, content) => ({ name: "create_file", arguments: { path, content } }),
  },
  {
    agent: "claude-code",
    model: "anthropic/scripted-coder",
    tool: (service, name) => ({ name: `mcp__${service}__${name}` }),
    write: (path, content) => ({ name: "Write", arguments: { file_path: `/app/${path}`, content } }),
  },
  {
    agent: "qwen-code",
    model: "openai-compatible/scripted-coder",
    tool: (service, name) => ({ name: `mcp__${service}__${name}` }),
    write: (path, content) => ({ name: "write_file", arguments: { file_path: `/app/${path}`, content } }),
  },
];

const KEY = { SCRIPTED_KEY: "sk-secret-77a1e0d2-only-for-this-test" };
const SOLUTION = join(repository, "tasks", "services", "trip-planner", "solution");

interface ServiceCall {
  readonly service: string;
  readonly tool: string;
  readonly arguments: object;
}

/** What a model would do: search, book (by mistake a flight too many, which it cancels), then write the page. */
async function scriptTrip({ tool, write }: Program): Promise<Reply[]> {
  const files = (await readFolder(SOLUTION)).map(({ path, content }) => ({
    path,
    text: new TextDecoder().decode(content),
  }));
  const calls = files.find(({ path }) => path === "calls.json")!;
  const bookings = JSON.parse(calls.text) as ServiceCall[];
  const flight = bookings[0]!.arguments;
  const call = (one: ServiceCall): ScriptedToolCall => ({
    ...tool(one.service, one.tool),
    arguments: one.arguments,
  });
  const stay = { city: "Istanbul", checkIn: "2027-03-12", checkOut: "2027-03-16" };
  return [
    { toolCalls: [call({ service: "hotels", tool: "search_hotels", arguments: stay })] },
    {
      toolCalls: [
        call({ service: "flights", tool: "book_flight", arguments: { ...flight, flight: "FL103" } }),
        ...bookings.map(call),
      ],
    },
    { toolCalls: files.filter((file) => file !== calls).map(({ path, text }) => write(path, text)) },
    { text: "The trip is booked." },
  ];
}

/** A service that keeps whatever it is sent. */
const KEEPER = `import { mkdirSync, writeFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport as Transport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { z } from "zod";
const fetch = async (request) => {
  const server = new McpServer({ name: "keeper", version: "1.0.0" });
  server.registerTool("keep", { inputSchema: { text: z.string() } }, async ({ text }) => {
    mkdirSync(process.env.STATE_DIR, { recursive: true });
    writeFileSync(process.env.STATE_DIR + "/kept.json", JSON.stringify(text));
    return { content: [{ type: "text", text: "kept" }] };
  });
  const transport = new Transport({ enableJsonResponse: true });
  await server.connect(transport);
  return transport.handleRequest(request);
};
serve({ fetch, hostname: process.env.HOST, port: Number(process.env.PORT) });
`;
const KEEPER_TASK = `schema: 1
id: nothing-kept
title: A page, and nothing kept
category: page
difficulty: easy
stack: static
services: [services/keeper.mjs]
limits: { archiveSize: 100kB }
turns: [{ prompt: Keep nothing. }]
checks: [{ id: keeps-nothing, service: { name: keeper, file: kept.json, json: null } }]
`;
const KEEPER_SUITE =
  "schema: 1\nname: mine\ntitle: Mine\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-keeper-0001\n";

describeDocker("the services of a task", () => {
  it("are no way out of a bad trial: an agent that sends one more than it can keep scores 0, and is not run again", async () => {
    const suite = await makeTemporaryFolder();
    await mkdir(join(suite, "nothing-kept", "services"), { recursive: true });
    await writeFile(join(suite, "suite.yaml"), KEEPER_SUITE);
    await writeFile(join(suite, "nothing-kept", "task.yaml"), KEEPER_TASK);
    await writeFile(join(suite, "nothing-kept", "services", "keeper.mjs"), KEEPER);
    const keep = { name: "keep", arguments: { text: "x".repeat(200_000) } };
    await using server = await startScriptedModel({ replies: [{ toolCalls: [keep] }, { text: "Done." }] });
    const results = await makeTemporaryFolder();
    const what = ["run", suite, "--agent", "loop", "--model", "openai-compatible/scripted-coder"];
    const how = ["--base-url", server.baseUrl, "--key-env", "SCRIPTED_KEY", "--sandbox", "docker"];
    const where = ["--results", results, "--name", "kept", "--plain"];
    const ended = await buildoff([...what, ...how, ...where], { env: KEY });
    expect(ended.stderr).toBe("");
    const [result] = await readResults(join(results, "kept"));
    expect(result).toMatchObject({ outcome: { kind: "completed" }, score: 0, passed: false });
    expect(result!.tries).toHaveLength(1);
    expect(result!.turns[0]).toMatchObject({
      failedPhase: "freeze",
      message: expect.stringContaining("the state of the service keeper cannot be kept") as string,
    });
  });

  it.each(PROGRAMS)(
    "are used by $agent, and what it does in them is in its transcript and is what is checked",
    async (program) => {
      await using server = await startScriptedModel({ replies: await scriptTrip(program) });
      const results = await makeTemporaryFolder();
      const what = ["run", "services", "--agent", program.agent, "--model", program.model];
      const how = [
        "--base-url",
        server.baseUrl,
        "--key-env",
        "SCRIPTED_KEY",
        "--sandbox",
        "docker",
        "--results",
        results,
        "--name",
        "trip",
        "--plain",
      ];
      const ended = await buildoff([...what, ...how], { env: KEY });
      expect(ended.stderr).toBe("");
      const [result] = await readResults(join(results, "trip"));
      expect(result!.outcome).toEqual({ kind: "completed" });
      expect(result!.turns[0]!.checks.filter(({ passed }) => !passed)).toEqual([]);
      expect(result!.passed).toBe(true);
      expect(ended.exitCode).toBe(0);

      const told = JSON.stringify(server.requests.map(({ toolResults }) => toolResults));
      for (const text of ["Moda Rooms", "the flight FL103 is full", "65F36B"]) expect(told).toContain(text);
      expect(told).not.toContain("Pera House");
      const trial = join(results, "trip", "trials", result!.trial.id);
      const transcript = await readFile(join(trial, "transcript.1.jsonl"), "utf8");
      expect(transcript).toMatch(
        /"type":"mcp-call","callId":"[^"]+","server":"hotels","method":"tools\/call","tool":"book_hotel"/,
      );
      expect(transcript).toMatch(/"type":"mcp-result","callId":"[^"]+","server":"flights","isError":true/);
    },
  );
});
