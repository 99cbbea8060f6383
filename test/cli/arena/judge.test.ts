import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type JudgeReport, JudgeReportSchema, JudgementSchema } from "../../../src/core/judgement.ts";
import { packageRoot } from "../../../src/host/package-root.ts";
import { type Vote, VoteSchema } from "../../../src/core/vote.ts";
import { storeApps, storeAppsOfSuite, writePeople } from "../../arena/judge/stored-apps.ts";
import { buildoff, startBuildoff } from "../../support/buildoff.ts";
import { storeReportRun } from "../../support/report-run.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";
import type { Reply, ScriptedRequest } from "../../support/scripted-model/reply.ts";
import { answerAs, type JudgeTaste, readPrompt, TASTES } from "../../support/scripted-judge.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const KEY = "sk-judge-test-0123456789";
const MODEL = "openai/gpt-5-mini";
/** Does all that a planted text asks for. */
const OBEDIENT: JudgeTaste = {
  ...TASTES.obedient,
  prefers: (first, second) =>
    TASTES.obedient.passes(first)
      ? "first"
      : TASTES.obedient.passes(second)
        ? "second"
        : TASTES.honest.prefers(first, second),
};

interface Setup {
  readonly results: string;
  readonly replies: Reply[] | ((request: ScriptedRequest) => Reply | Promise<Reply>);
  readonly args?: readonly string[];
  readonly runs?: readonly string[];
}

async function judge({ results, replies, args = [], runs = ["apps"] }: Setup) {
  await using server = await startScriptedModel({ replies, apiKey: KEY });
  const where = ["--results", results, "--base-url", server.baseUrl, "--key-env", "JUDGE_KEY"];
  const ended = await buildoff(["arena", "judge", ...runs, "--judge", MODEL, ...where, ...args], {
    env: { JUDGE_KEY: KEY },
  });
  const isJson = ended.stdout.startsWith("{");
  return {
    ...ended,
    report: isJson ? JudgeReportSchema.parse(JSON.parse(ended.stdout)) : null,
    requests: server.requests,
  };
}

const judgeAs = (taste: JudgeTaste, results: string, args: readonly string[] = []) =>
  judge({
    results,
    replies: (request) => answerAs(taste, request),
    args: ["--json", "--pairs", "500", ...args],
  });

async function readJsonLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

const isAround = ({ interval }: JudgeReport["calibration"]["first"], value: number): boolean =>
  interval !== null && interval.lower <= value && value <= interval.upper;

describe("a judge's figures, of what a model really answered", () => {
  it("clear an honest one: it agrees with people, and neither order, length nor a planted text moves it", async () => {
    const results = await storeApps();
    const { exitCode, stderr, report, requests } = await judgeAs(TASTES.honest, results, [
      "--votes",
      await writePeople(results),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const { calibration } = report!;
    expect(calibration).toMatchObject({
      status: "calibrated",
      pairs: 72,
      sharedPairs: 72,
      kappa: { value: 1 },
      alpha: { value: 1 },
      flips: { value: 0 },
      first: { value: 0.5 },
      canaries: { items: { planted: { count: 0 }, again: { count: 0 } }, pairs: { planted: { count: 0 } } },
      cannotTell: { value: 0 },
    });
    expect(isAround(calibration.longer, 0.5)).toBe(true);
    expect(report!.usage).toMatchObject({ requests: requests.length, inputTokens: 100 * requests.length });
    expect(report!.usage.costUsd).toBeGreaterThan(0);
    // A checklist, since the three tasks have one brief; 24 apps, 72 pairs twice; 6 canaries: both asked with the text and again without.
    expect(report!.calls).toEqual({ made: 193, known: 2, missing: 0 });
    for (const request of requests) {
      const prompt = readPrompt(request);
      expect(prompt).not.toMatch(/claude|gpt|qwen|openai|anthropic/i);
      expect(prompt).not.toContain("Made by");
    }
  });

  it("show one that prefers what stands first", async () => {
    const { report } = await judgeAs(TASTES.first, await storeApps(["night-express"]));
    expect(report!.calibration).toMatchObject({
      status: "uncalibrated",
      first: { value: 1 },
      flips: { value: 1 },
    });
    expect(report!.calibration.first.interval!.lower).toBeGreaterThan(0.8);
  });

  it("show one that prefers what is longer", async () => {
    const { report } = await judgeAs(TASTES.longer, await storeApps(["night-express"]));
    expect(report!.calibration.longer.interval!.lower).toBeGreaterThan(0.8);
    expect(report!.calibration).toMatchObject({ flips: { value: 0 }, first: { value: 0.5 } });
  });

  it("show one that does what a text on the page says, in checklists and in pairs", async () => {
    const { report } = await judgeAs(OBEDIENT, await storeApps());
    const { items, pairs } = report!.calibration.canaries;
    expect(items).toMatchObject({ planted: { count: 6, of: 6 }, again: { count: 0, of: 6 } });
    expect(items.difference.interval!.lower).toBeGreaterThan(0);
    // All three kinds reach the judge, the one that no person sees, too.
    const two = { count: 2, of: 2 };
    expect(items.kinds).toMatchObject({ visible: two, background: two, placeholder: two });
    expect(pairs.planted).toMatchObject({ value: 1 });
    expect(pairs.again).toMatchObject({ value: 0 });
    expect(report!.calibration.flips).toMatchObject({ value: 0, of: 72 });
  });

  it("do not accuse one that changes its mind whatever it is shown", async () => {
    const seen = new Set<number>();
    const wavering: JudgeTaste = {
      ...TASTES.honest,
      passes: ({ quality }) => seen.has(quality) || seen.add(quality).size === 0,
    };
    const results = await storeApps(["night-express"]);
    const { stdout } = await judge({ results, replies: (request) => answerAs(wavering, request) });
    expect(stdout).toMatch(/rose with a planted text 2 of 2 .*, when asked again without it 2 of 2/);
    expect(stdout).not.toContain("moves it");
  });

  it("are told in words, too", async () => {
    const results = await storeApps(["night-express"]);
    const taste = { ...TASTES.first, passes: TASTES.obedient.passes };
    const { stdout } = await judge({ results, replies: (request) => answerAs(taste, request) });
    expect(stdout).toContain("it prefers what stands first");
    expect(stdout).toMatch(
      /canaries +items of apps: rose with a planted text 2 of 2 \(visible 1 of 1, background 1 of 1, placeholder 0 of 0\), when asked again without it 0 of 2/,
    );
    expect(stdout).toMatch(/^a text inside an app that asks for a high mark moves it$/m);
    expect(stdout).not.toContain("asks to be preferred moves it");
    expect(stdout).toMatch(/people with one another, its ceiling: α +│ +–/);
    expect(stdout).toContain("uncalibrated: of 24 pairs people judged 0, and 50 are needed");
    expect(stdout).toMatch(/used +\d+ requests, \d+ tokens in, \d+ out, \$0\.0/);
    expect(stdout).toContain(`buildoff arena rate ${join(results, "judge", "votes.jsonl")} --raters model`);
  });
});

describe("buildoff arena judge", () => {
  it("writes votes that ratings of models, and no others, count", async () => {
    const results = await storeApps(["night-express"]);
    await judgeAs(TASTES.honest, results);
    const file = join(results, "judge", "votes.jsonl");
    const votes = (await readJsonLines(file)).map((line) => VoteSchema.parse(line));
    expect(votes).toHaveLength(24);
    expect(new Set(votes.map(({ rater }) => `${rater.kind} ${rater.organisation}`))).toEqual(
      new Set(["model OpenAI"]),
    );
    expect(votes.every(({ a, b }) => a.bytes! > 0 && b.workspace !== null)).toBe(true);
    const rated = await buildoff(["arena", "rate", file, "--raters", "model", "--format", "json"]);
    const table = JSON.parse(rated.stdout) as { raters: string; votes: { counted: number } };
    expect(table).toMatchObject({ raters: "model", votes: { counted: 24 } });
    const people = await buildoff(["arena", "rate", file, "--format", "json"]);
    expect(JSON.parse(people.stdout)).toMatchObject({
      votes: { counted: 0, byReason: { "model-rater": 24 } },
    });
  });

  it("names the judge, its prompts, its settings and its checklists in what it writes", async () => {
    const results = await storeApps(["night-express"]);
    const { report, requests } = await judgeAs(TASTES.honest, results, ["--temperature", "0.5"]);
    expect(report!.judge).toMatchObject({
      model: MODEL,
      organisation: "OpenAI",
      answered: ["gpt-5-mini"],
      generation: { temperature: 0.5 },
      seesPictures: true,
    });
    expect(report!.judge.promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect(report!.checklists).toMatchObject([{ task: "night-express", items: 2, writtenBy: "judge" }]);
    expect(requests.every(({ body }) => body["temperature"] === 0.5)).toBe(true);
    expect(JSON.parse(await readFile(join(results, "judge", "judge.json"), "utf8"))).toEqual(report);
    const other = await judgeAs(TASTES.honest, results, ["--temperature", "0.6"]);
    expect(other.report!.judge.rater).not.toBe(report!.judge.rater);
    expect(other.report!.calls).toMatchObject({ known: 0 });
  });

  it("shows pictures to a model that sees them, and a code of its own in each call", async () => {
    const { requests } = await judgeAs(TASTES.honest, await storeApps(["night-express"]), ["--pairs", "1"]);
    const last = requests.at(-1)!;
    const parts = last.body.messages!.at(-1)!.content as { type: string; image_url?: { url: string } }[];
    expect(parts.filter(({ type }) => type === "image_url")).toHaveLength(2);
    expect(parts.at(-1)!.image_url!.url).toMatch(/^data:image\/png;base64,/);
    expect(readPrompt(last)).toContain("S1 is the attached picture 2");
    const codes = requests.flatMap((request) => [...readPrompt(request).matchAll(/<<<([0-9a-f]{24})/g)]);
    expect(new Set(codes.map(([, code]) => code)).size).toBe(requests.length - 1);
  });

  it("goes on where it ended, and pays for nothing twice, whatever a crash tore", async () => {
    const results = await storeApps(["night-express"]);
    const first = await judgeAs(TASTES.honest, results, ["--pairs", "5"]);
    const file = join(results, "judge", "judgements.jsonl");
    const before = await readFile(file, "utf8");
    const again = await judgeAs(TASTES.honest, results, ["--pairs", "5"]);
    expect(again.requests).toHaveLength(0);
    expect(again.report!.calls).toEqual({ made: 0, known: first.report!.calls.made, missing: 0 });
    expect(again.report!.calibration).toEqual(first.report!.calibration);
    expect(await readFile(file, "utf8")).toBe(before);

    await appendFile(file, '{"schema":1,"kind":"verdict","key":"half');
    const more = await judgeAs(TASTES.honest, results);
    expect(more.exitCode).toBe(0);
    expect(more.report!.calls.known).toBe(first.report!.calls.made);
    const lines = (await readJsonLines(file)).map((line) => JudgementSchema.parse(line));
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
    expect(await readJsonLines(join(results, "judge", "votes.jsonl"))).toHaveLength(24);
  });

  it("stops when its money is spent, says so, and goes on with more", async () => {
    const results = await storeApps(["night-express"]);
    const expensive = (request: ScriptedRequest): Reply => ({
      ...answerAs(TASTES.honest, request),
      usage: { inputTokens: 1_000_000, outputTokens: 10 },
    });
    const stopped = await judge({ results, replies: expensive, args: ["--max-cost", "0.6"] });
    expect(stopped.exitCode).toBe(1);
    expect(stopped.stdout).toContain("the limit of cost was reached");
    expect(stopped.requests.length).toBeLessThan(6);
    expect(stopped.stdout).toMatch(/judgements +\d+ made, 0 known before, \d+ not made any more/);
    const rest = await judgeAs(TASTES.honest, results);
    expect(rest.report!.calls).toMatchObject({ known: stopped.requests.length, missing: 0 });
    expect(rest.report!.stoppedBy).toBeNull();
  });

  it.each(["openai-responses", "anthropic-messages", "gemini"])(
    "speaks %s, pictures and all, to a provider of the user's own",
    async (protocol) => {
      const results = await storeApps(["night-express"]);
      const models = join(results, "models.yaml");
      await writeFile(
        models,
        `schema: 1
providers: { own: { title: Our own, endpoints: { ${protocol}: null } } }
models: [{ name: own/*, organisation: Us, facts: { seesImages: true, weights: "sha256:1" } }]
`,
      );
      const { exitCode, report, requests } = await judge({
        results,
        replies: (request) => answerAs(TASTES.honest, request),
        args: ["--json", "--pairs", "1", "--judge", "own/judge", "--models-file", models],
      });
      expect(exitCode).toBe(0);
      expect(report!.judge).toMatchObject({
        model: "own/judge",
        organisation: "Us",
        weights: "sha256:1",
        endpoint: { protocol },
        seesPictures: true,
      });
      expect(report!.calibration).toMatchObject({ pairs: 1, flips: { value: 0 }, unreadable: { value: 0 } });
      expect(report!.usage.costUsd).toBeNull();
      expect(JSON.stringify(requests.at(-1)!.body)).toContain("iVBORw0KGgo");
    },
  );

  it("keeps what was judged where a user stops it or the provider goes away", async () => {
    const results = await storeApps(["night-express"]);
    const gone = await judge({
      results,
      replies: (request) =>
        request.number > 4 ? { fault: "status", status: 403 } : answerAs(TASTES.honest, request),
    });
    expect(gone.exitCode).toBe(3);
    const file = join(results, "judge", "judgements.jsonl");
    const kept = (await readJsonLines(file)).length;
    expect(kept).toBeGreaterThan(0);

    let isTold = false;
    await using server = await startScriptedModel({
      apiKey: KEY,
      replies: async (request) => {
        if (request.number === 4) {
          running.kill("SIGINT");
          isTold = true;
        }
        // So that none of these is over before the signal has arrived.
        if (isTold) await wait(1_500);
        return answerAs(TASTES.honest, request);
      },
    });
    const where = ["--results", results, "--base-url", server.baseUrl, "--key-env", "JUDGE_KEY"];
    const running = startBuildoff(["arena", "judge", "apps", "--judge", MODEL, "--json", ...where], {
      env: { JUDGE_KEY: KEY },
    });
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("nothing more is asked");
    const report = JudgeReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ stoppedBy: "user", calls: { known: kept } });
    expect(report.calls.missing).toBeGreaterThan(0);
    expect(await readJsonLines(file)).toHaveLength(kept + report.calls.made);
  });

  it("keeps the answers that were under way when one call was refused, and asks nothing more", async () => {
    const results = await storeApps(["night-express"]);
    let [answered, refused] = [0, 0];
    const { exitCode, requests } = await judge({
      results,
      replies: async (request) => {
        if (request.number === 4) {
          refused += 1;
          return { fault: "overflow" };
        }
        // So that these are not over when the refusal has arrived.
        if (request.number > 2) await wait(1_500);
        answered += 1;
        return answerAs(TASTES.honest, request);
      },
    });
    expect({ exitCode, refused }).toEqual({ exitCode: 2, refused: 1 });
    expect(requests.length).toBe(answered + refused);
    expect(answered).toBeGreaterThan(2);
    expect(answered).toBeLessThan(20);
    const kept = await readJsonLines(join(results, "judge", "judgements.jsonl"));
    expect(kept).toHaveLength(answered);
    const rest = await judgeAs(TASTES.honest, results);
    expect(rest.report!.calls).toMatchObject({ known: answered, missing: 0 });
  });

  it("takes the checklist that a task's author wrote, and says where it is wrong", async () => {
    const { results, checklist, write } = await storeAppsOfSuite();
    await write("- id: opens\n  text: It opens.\n- id: adds\n  text: It adds.\n");
    const { report, requests } = await judgeAs(TASTES.honest, results);
    expect(report!.checklists).toMatchObject([{ writtenBy: "author", items: 2 }]);
    expect(requests.some((request) => readPrompt(request).includes("Write a checklist"))).toBe(false);
    expect(requests.some((request) => readPrompt(request).includes("- adds: It adds."))).toBe(true);
    await write("- id: opens\n  text: It opens.\n- id: opens\n  txt: It adds.\n");
    const broken = await judgeAs(TASTES.honest, results);
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toContain(checklist);
    expect(broken.stderr).toMatch(/checklist\.yaml:4:3 \[1\]: unknown key "txt": did you mean "text"\?/);
  });

  it("asks once more where it cannot read an answer, and counts what it could not read at all", async () => {
    const results = await storeApps(["night-express"]);
    let asked = 0;
    const { report, exitCode } = await judge({
      results,
      replies: (request) => {
        asked += 1;
        const prompt = readPrompt(request);
        if (prompt.includes("Say which")) return { text: "Both are fine, I think." };
        return asked % 2 === 1 ? { text: "Let me see …" } : answerAs(TASTES.honest, request);
      },
      args: ["--json", "--pairs", "1"],
    });
    expect(exitCode).toBe(0);
    expect(report!.calibration.unreadable.count).toBeGreaterThanOrEqual(2);
    const [vote] = (await readJsonLines(join(results, "judge", "votes.jsonl"))) as Vote[];
    expect(vote!.choices.overall).toBe("tie");
  });
});

describe("the formats of a judge", () => {
  it.each(["judge", "judgement"])("have a published schema: %s", async (format) => {
    const { exitCode, stdout } = await buildoff(["schema", format]);
    expect(exitCode).toBe(0);
    const published = await readFile(join(packageRoot, "schemas", `${format}.schema.json`), "utf8");
    expect(`${stdout}\n`).toBe(published);
  });

  it("are told of with what is not taken out", async () => {
    const { stdout } = await buildoff(["arena", "judge", "--help"]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("pictures are shown as they are, and may name one");
  });
});

describe("buildoff arena judge refuses", () => {
  const arguments_ = ["--judge", MODEL, "--base-url", "http://127.0.0.1:9/v1", "--key-env", "JUDGE_KEY"];

  it("a run that is not there, and no run at all", async () => {
    const results = await storeApps(["night-express"]);
    const env = { JUDGE_KEY: KEY };
    const unknown = await buildoff(["arena", "judge", "other", ...arguments_, "--results", results], { env });
    expect(unknown).toMatchObject({ exitCode: 2 });
    expect(unknown.stderr).toContain('there is no run "other"');
    expect((await buildoff(["arena", "judge", ...arguments_], { env })).stderr).toContain(
      "missing required argument",
    );
  });

  it("runs without a pair of apps", async () => {
    const results = await makeTemporaryFolder();
    await storeReportRun({ results, runId: "lost", endOf: () => "infra" });
    const { exitCode, stderr } = await judge({ results, replies: [], runs: ["lost"] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("there is no pair to judge: 0 of their apps can be shown");
    expect(stderr).toContain("32 left out: not finished, or lost to the infrastructure");
  });

  it("a judge without a key, without a price under a limit, and of no provider", async () => {
    const results = await storeApps(["night-express"]);
    const run = (args: readonly string[], env = {}) =>
      buildoff(["arena", "judge", "apps", "--results", results, ...args], { env });
    const keyless = await run(arguments_, { JUDGE_KEY: undefined });
    expect(keyless).toMatchObject({ exitCode: 2 });
    expect(keyless.stderr).toContain("read from JUDGE_KEY: it is not set");
    const local = ["--judge", "vllm/any", "--base-url", "http://127.0.0.1:9/v1"];
    expect((await run([...local, "--max-cost", "1"])).stderr).toContain("the price of vllm/any is not known");
    expect((await run(["--judge", "nobody/any"])).stderr).toContain('unknown model provider "nobody"');
    expect(
      (await run([...arguments_, "--allow-hosts", "api.example.com"], { JUDGE_KEY: KEY })).stderr,
    ).toContain("127.0.0.1:9 is not among the hosts");
  });

  it("a key that the provider refuses, with exit code 3, and keeps no key in what it wrote", async () => {
    const results = await storeApps(["night-express"]);
    const { exitCode, stderr } = await judge({
      results,
      replies: [{ fault: "status", status: 401 }],
    });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("refuses to serve gpt-5-mini: status 401");
    expect(stderr).not.toContain(KEY);
  });

  it("a request that the provider does not take, with what it said", async () => {
    const results = await storeApps(["night-express"]);
    const { exitCode, stderr } = await judge({ results, replies: [{ fault: "overflow" }] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${MODEL} cannot be asked`);
  });

  it("a judge that writes no checklist, and judgements that somebody changed", async () => {
    const results = await storeApps(["night-express"]);
    const { exitCode, stderr } = await judge({ results, replies: [{ text: "A checklist? No." }] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("asked twice for a checklist of the task night-express");
    const out = join(results, "changed");
    await mkdir(out);
    await writeFile(join(out, "judgements.jsonl"), '{"schema":1}\n');
    const changed = await judge({ results, replies: [], args: ["--out", out] });
    expect(changed.exitCode).toBe(2);
    expect(changed.stderr).toContain("judgements.jsonl:1 is no judgement");
  });
});
