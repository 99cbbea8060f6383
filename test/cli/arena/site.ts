import { join } from "node:path";
import type { Ballot, Battle, Next, Reveal } from "../../../src/arena/site/protocol.ts";
import type { TrialEventBody } from "../../../src/core/event.ts";
import type { TrialSpec } from "../../../src/core/trial.ts";
import type { Vote } from "../../../src/core/vote.ts";
import { readVoteFile } from "../../../src/cli/arena/read-votes.ts";
import { startBuildoff, waitForText } from "../../support/buildoff.ts";
import { storeReportRun } from "../../support/report-run.ts";

/** Words that tell who built one of the fixture's apps, in whatever case. The oracle is no model, and its name a word. */
export const TELLING = /claude|anthropic|sonnet|openai|gpt|qwen|night-express\.en|expense-dashboard\.en/i;

const toFiles = (path: string, text: string) => ({ path, content: Buffer.from(text) });

/** An app that says who made it wherever a model signs its work. */
export const signedFiles = ({ task, model, agent, attempt }: TrialSpec) => {
  const name = model?.split("/")[1] ?? agent;
  return [
    toFiles(
      "index.html",
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="generator" content="${name}"><title>${task} by ${name}</title><link rel="stylesheet" href="${name}.css"><h1>${task} ${attempt}</h1><button id="add">Add</button><output id="total">0</output><footer>Made by ${name}</footer><script src="${name}.js"></script></html>`,
    ),
    toFiles(`${name}.css`, "body { font: 16px sans-serif }"),
    toFiles(
      `${name}.js`,
      `console.log("hello from ${name}");\nlet total = 0;\ndocument.querySelector("#add").onclick = () => { total += 1; document.querySelector("#total").textContent = total; localStorage.setItem("${name}", total) };\n`,
    ),
    toFiles("README.md", `# ${task}\n\nBuilt by ${name}.\n`),
  ];
};

const signedEvents = ({ model, agent }: TrialSpec): TrialEventBody[] => [
  { type: "turn-started", turn: 1, prompt: "Build it.\nIt keeps its data over a reload." },
  { type: "agent-message", text: `I am ${model ?? agent}, and begin.` },
  { type: "tool-call", id: "1", name: "Write", arguments: { file_path: `/app/${model ?? agent}.js` } },
];

/** A run of three models and the oracle, whose apps all start. */
export const storeSignedRun = (results: string, runId = "signed") =>
  storeReportRun({
    results,
    runId,
    endOf: ({ agent, attempt }) => (agent === "claude-code" && attempt === 2 ? "build" : "passed"),
    textsOf: (trial) => ({ files: signedFiles(trial), events: signedEvents(trial) }),
    tasks: ["expense-dashboard", "night-express"],
  });

export interface Site extends AsyncDisposable {
  readonly url: URL;
  readonly votes: () => Promise<Vote[]>;
  readonly stderr: () => string;
  readonly end: (signal: NodeJS.Signals) => Promise<number | undefined>;
}

/** `buildoff arena serve`, on any free port unless one is named. */
export async function startSite(args: readonly string[], arena: string): Promise<Site> {
  const started = startBuildoff(["arena", "serve", ...args, "--arena", arena]);
  let [stdout, stderr] = ["", ""];
  started.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  started.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await waitForText(started, "/\n").catch((error: unknown) => {
    throw new Error(stderr, { cause: error });
  });
  const end = async (signal: NodeJS.Signals): Promise<number | undefined> => {
    started.kill(signal);
    return (await started).exitCode;
  };
  return {
    url: new URL(stdout.trim()),
    votes: () => readVoteFile(join(arena, "votes.jsonl")),
    stderr: () => stderr,
    end,
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
}

export const BALLOT: Ballot = {
  overall: "first",
  function: null,
  usability: null,
  fidelity: null,
  note: null,
  opened: { first: true, second: true },
  used: { first: 2, second: 2 },
};

/** A rater who speaks to the site without a page. Everything that he was told is kept. */
export async function joinSite({ url }: Pick<Site, "url">, headers: Readonly<Record<string, string>> = {}) {
  const told: string[] = [];
  const page = await fetch(url, { headers });
  const text = await page.text();
  told.push(text, JSON.stringify([...page.headers]));
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const token = /name="buildoff-token" content="([^"]+)"/.exec(text)?.[1] ?? "";
  const ask = async (path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(new URL(path, url), {
      method: body === undefined ? "GET" : "POST",
      headers: { ...headers, cookie, "x-buildoff-token": token, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    told.push(await response.clone().text(), JSON.stringify([...response.headers]));
    return response;
  };
  const next = async (): Promise<Next> => (await ask("/api/battle", {})).json() as Promise<Next>;
  const battle = async (): Promise<Battle> => {
    const found = await next();
    if (found.kind !== "battle") throw new Error(`no battle: ${found.kind}`);
    return found.battle;
  };
  const vote = async (id: string, ballot: Partial<Ballot> = {}): Promise<Reveal> =>
    (await ask(`/api/battle/${id}/vote`, { ...BALLOT, ...ballot })).json() as Promise<Reveal>;
  return { told, cookie, token, ask, next, battle, vote };
}
