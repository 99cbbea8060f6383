import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, readSummary, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { type Reply, startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");
const cut: Reply = { fault: "cut", after: 3 };
const page: Reply = { text: "```html index.html\n<h1>Hello</h1>\n```" };

async function run(replies: readonly Reply[], flags: readonly string[] = []) {
  const results = await makeTemporaryFolder();
  await using server = await startScriptedModel({ replies });
  const what = ["run", SUITE, "--agent", "one-shot", "--model", "openai-compatible/scripted-coder"];
  const where = ["--base-url", server.baseUrl, "--key-env", "SCRIPTED_KEY", "--sandbox", "docker"];
  const how = ["--results", results, "--name", "run", "--plain", ...flags];
  const { exitCode, stdout } = await buildoff([...what, ...where, ...how], {
    env: { SCRIPTED_KEY: "sk-outage" },
  });
  const folder = join(results, "run");
  return {
    exitCode,
    stdout,
    requests: server.requests.length,
    results: await readResults(folder),
    summary: await readSummary(folder),
  };
}

describeDocker("a provider", () => {
  it("that breaks every answer off until the agent gives up is an outage: the trial is run again", async () => {
    const { results } = await run([cut, cut, cut, page]);
    const [result] = results;
    expect(result!.usage.unmeteredRequests).toBe(3);
    expect(result!.tries.map(({ outcome }) => outcome)).toMatchObject([
      { kind: "infra-error", code: "provider" },
      { kind: "completed" },
    ]);
    expect(result).toMatchObject({ outcome: { kind: "completed" }, passed: true, score: 1 });
  });

  it("that refuses the key is asked once in the whole run, and no trial scores 0 for it", async () => {
    const { results, requests, exitCode, stdout } = await run(
      [{ fault: "status", status: 401 }],
      ["--attempts", "2"],
    );
    expect(requests).toBe(1);
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(result).toMatchObject({ outcome: { kind: "infra-error", code: "provider" }, score: null });
      expect(result.tries).toHaveLength(3);
    }
    expect(stdout).toContain("SCRIPTED_KEY");
    expect(exitCode).toBe(3);
  });

  it("that says that the request is too long for the model is none: the trial scores 0", async () => {
    const { results, exitCode } = await run([{ fault: "overflow" }]);
    expect(results[0]).toMatchObject({ outcome: { kind: "agent-error" }, score: 0, passed: false });
    expect(results[0]!.tries).toHaveLength(1);
    expect(exitCode).toBe(0);
  });
});
