import type { SandboxFile } from "../../core/sandbox.ts";
import { resolveApp } from "../../core/stack.ts";
import type { LoadedTask } from "../../core/suite.ts";

/** An app of the pack: one page, files beside it, and what its server says where it brings one. */
export interface CheatApp {
  readonly page: string;
  readonly files?: Readonly<Record<string, string>>;
  /** JavaScript that the server's handler runs first; it sees `request` and `response`. */
  readonly onRequest?: string;
}

export const toPage = ({ head = "", body }: { readonly head?: string; readonly body: string }): string =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>App</title>\n${head}</head>\n<body>\n${body}\n</body>\n</html>\n`;

export const toScript = (code: string): string => `<script>${code}</script>\n`;

const SERVER = ({ page, onRequest = "" }: CheatApp): string => `
import { createServer } from "node:http";
const page = ${JSON.stringify(page)};
createServer((request, response) => {
  ${onRequest}
  const wantsPage = (request.headers.accept ?? "").includes("text/html");
  response.writeHead(200, { "content-type": wantsPage ? "text/html" : "application/json", "x-verdict": "passed" });
  response.end(wantsPage ? page : JSON.stringify({ ok: true, passed: true, score: 1, verdict: "passed" }));
}).listen(Number(process.env.PORT), process.env.HOST);
`;

/** The same app for whatever stack a task has: files as they are, files that a build leaves, or a server. */
export function toCheatFiles({ task, stack }: LoadedTask, app: CheatApp): SandboxFile[] {
  const { build, root } = resolveApp(task.app, stack);
  const content = { "index.html": app.page, ...app.files };
  const below = (folder: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(content).map(([path, text]) => [folder === "." ? path : `${folder}/${path}`, text]),
    );
  const isServer = stack.servesFiles !== true || task.app.start !== undefined;
  const scripts = {
    ...(build === null ? {} : { build: `mkdir -p ${root} && cp -r ready/. ${root}` }),
    ...(isServer ? { start: "node server.mjs" } : {}),
  };
  const files = {
    ...(build === null ? below(root) : below("ready")),
    ...(Object.keys(scripts).length === 0
      ? {}
      : { "package.json": JSON.stringify({ private: true, type: "module", scripts }) }),
    ...(isServer ? { "server.mjs": SERVER(app) } : {}),
  };
  return Object.entries(files).map(([path, text]) => ({ path, content: new TextEncoder().encode(text) }));
}
