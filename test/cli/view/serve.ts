import { request } from "node:http";
import { createContext, runInContext } from "node:vm";
import type { ReportIndex } from "../../../src/report/model/report-index.ts";
import { startBuildoff, waitForText } from "../../support/buildoff.ts";

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text as it is. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** `buildoff view`, as a browser's pages use it. */
export interface Viewed extends AsyncDisposable {
  readonly url: URL;
  /** Without what a client would change of the path, and with any header, `host` among them. */
  readonly ask: (path: string, asked?: Asked) => Promise<Answered>;
  /** With the token that the pages know. */
  readonly change: (path: string, body: unknown, method?: string) => Promise<Answered>;
  readonly chunk: <Content>(name: string) => Promise<Content>;
  /** Resolves at the next event of `live`. */
  readonly listen: () => Promise<{ readonly next: () => Promise<string>; readonly close: () => void }>;
  /** @returns its exit code */
  readonly end: (signal: NodeJS.Signals) => Promise<number | undefined>;
  readonly stderr: () => string;
}

export async function startView(args: readonly string[]): Promise<Viewed> {
  // A bare machine knows nobody by name.
  const started = startBuildoff(["view", ...args], { env: { USER: "someone" } });
  let [stdout, stderr] = ["", ""];
  started.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  started.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await waitForText(started, "/\n");
  const url = new URL(stdout.trim());
  const ask = (path: string, asked: Asked = {}) => send(url, path, asked);
  const chunk = async <Content>(name: string): Promise<Content> =>
    readChunk(name, (await ask(`/data/${name}.js`)).text) as Content;
  const end = async (signal: NodeJS.Signals): Promise<number | undefined> => {
    started.kill(signal);
    return (await started).exitCode;
  };
  return {
    url,
    ask,
    chunk,
    change: async (path, body, method = "POST") => {
      const token = (await chunk<ReportIndex>("index")).server!.token;
      return ask(path, { method, body, headers: { "x-buildoff-token": token } });
    },
    listen: () => listen(url),
    end,
    stderr: () => stderr,
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
}

function send(url: URL, path: string, { method = "GET", headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = url;
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  });
}

function readChunk(name: string, script: string): unknown {
  const told = new Map<string, string>();
  const buildoffChunk = (own: string, json: string) => void told.set(own, json);
  runInContext(script, createContext({ buildoffChunk }));
  return JSON.parse(told.get(name)!);
}

async function listen(url: URL) {
  const closing = new AbortController();
  const response = await fetch(new URL("live", url), { signal: closing.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return {
    next: async (): Promise<string> => (await reader.read()).value ?? "",
    close: () => closing.abort(),
  };
}
