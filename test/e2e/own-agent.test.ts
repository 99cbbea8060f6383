import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");

const DOCKERFILE = `ARG BASE
FROM \${BASE}
COPY scribe.mjs /opt/scribe/scribe.mjs
`;

/** Asks its model once, in Anthropic's protocol, and writes the answer down as the page. */
const SCRIBE = `import { readFileSync, writeFileSync } from "node:fs";
const { ANTHROPIC_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_MODEL, BUILDOFF_MCP_SERVERS } = process.env;
console.log("servers:", Object.keys(JSON.parse(BUILDOFF_MCP_SERVERS)).join());
const response = await fetch(ANTHROPIC_BASE_URL + "/v1/messages", {
  method: "POST",
  headers: { "content-type": "application/json", "x-api-key": ANTHROPIC_API_KEY, "anthropic-version": "2023-06-01" },
  body: JSON.stringify({
    model: ANTHROPIC_MODEL,
    max_tokens: 1000,
    messages: [{ role: "user", content: readFileSync(0, "utf8") }],
  }),
});
const { content } = await response.json();
writeFileSync("index.html", content[0].text);
`;

describeDocker("a user's own agent, brought by a Dockerfile in a run file", () => {
  it("gets its model in its protocol, passes, is named with its version, and is not exchanged within a run", async () => {
    const folder = await makeTemporaryFolder();
    const image = join(folder, "scribe");
    await mkdir(image);
    await writeFile(join(image, "Dockerfile"), DOCKERFILE);
    await writeFile(join(image, "scribe.mjs"), SCRIBE);
    await using server = await startScriptedModel({
      replies: () => ({ text: "<h1>Hello</h1>", usage: { inputTokens: 40, outputTokens: 9 } }),
    });
    const run = {
      schema: 1,
      suite: SUITE,
      agents: [
        {
          name: "command",
          label: "scribe",
          command: "node /opt/scribe/scribe.mjs",
          dockerfile: "scribe/Dockerfile",
          version: "3.2.1",
          protocol: "anthropic-messages",
          tools: "arena",
        },
      ],
      models: [{ name: "anthropic/claude-scripted", baseUrl: server.baseUrl, keyEnv: "SCRIPTED_KEY" }],
    };
    await writeFile(join(folder, "own.yaml"), JSON.stringify(run));
    const flags = ["--sandbox", "docker", "--results", folder, "--name", "own", "--plain"];
    const env = { SCRIPTED_KEY: "sk-own-agent-0123456789" };
    const ended = await buildoff(["run", join(folder, "own.yaml"), ...flags], { env });
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });

    const [result] = await readResults(join(folder, "own"));
    expect(result).toMatchObject({
      trial: { agent: "scribe" },
      passed: true,
      outcome: { kind: "completed" },
      identity: {
        agent: { name: "command", version: "3.2.1" },
        model: { asked: "anthropic/claude-scripted", endpoint: { protocol: "anthropic-messages" } },
      },
      usage: { requests: 1, inputTokens: 40, outputTokens: 9 },
    });
    const trial = join(folder, "own", "trials", result!.trial.id);
    const transcript = await readFile(join(trial, "transcript.1.jsonl"), "utf8");
    expect(transcript).toContain("servers: ");
    expect(server.requests.map(({ protocol }) => protocol)).toEqual(["anthropic-messages"]);

    await appendFile(join(image, "scribe.mjs"), "// another program\n");
    const resumed = await buildoff(["resume", "own", "--results", folder, "--plain"], { env });
    expect(resumed.exitCode).toBe(2);
    expect(resumed.stderr).toContain("scribe");
    expect(resumed.stderr).toContain(join(image, "Dockerfile"));
  });
});
