import { expect, it } from "vitest";
import { loop } from "../../src/agents/loop.ts";
import { addStep, serializeHistory, startHistory } from "../../src/agents/loop/history.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { openLocalSandbox, runAgent } from "./run-agent.ts";

const history = addStep(startHistory("FIRST"), [{ role: "assistant", content: "done" }]);

/** What the model is asked after a crash. */
async function askResumed(turn: number, prompt: string): Promise<string> {
  await using server = await startScriptedModel({ replies: [{ text: "done" }], apiKey: "key" });
  await using sandbox = await openLocalSandbox();
  await runAgent(loop, {
    sandbox,
    turn,
    prompt,
    memory: serializeHistory(history),
    resumed: { label: "15m" },
    model: {
      model: "a-model",
      protocol: "openai-chat",
      baseUrl: server.baseUrl,
      token: "key",
      contextLength: null,
      seesImages: null,
      fetch,
    },
  });
  return JSON.stringify(server.requests[0]!.body);
}

it("is told the prompt of its turn where the conversation was kept before it", async () => {
  const said = await askResumed(2, "SECOND");
  expect(said).toMatch(/FIRST.*You were interrupted.*SECOND/);
});

it("is not told a prompt a second time that its conversation has", async () => {
  const said = await askResumed(1, "FIRST");
  expect(said).toContain("You were interrupted");
  expect(said.split("FIRST")).toHaveLength(2);
});
