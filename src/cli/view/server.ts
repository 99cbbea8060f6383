import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { UserError } from "../../core/errors.ts";
import { toFolderPage } from "../../report/page-html.ts";
import type { ViewerFiles } from "../../report/feed/write-report.ts";
import type { ApiOptions } from "./api.ts";
import { createApi } from "./api.ts";
import { APP_POLICY, guard } from "./guard.ts";
import type { LiveSource } from "./live-source.ts";
import { createParts } from "./serve-parts.ts";

export interface ServerOptions extends ApiOptions {
  readonly title: string;
  readonly viewer: ViewerFiles;
  readonly live: LiveSource;
  /** Names, with the port, that the server goes by. */
  readonly hosts: ReadonlySet<string>;
}

/** The report's pages with a server behind them. */
export function createViewServer(options: ServerOptions): Hono {
  const { title, viewer, live, hosts, signal } = options;
  const parts = createParts(live);
  const app = new Hono();
  app.use(guard(hosts));
  app.get("/", (context) => context.html(toFolderPage(title, null)));
  app.get("/assets/viewer.js", (context) => send(context, viewer.script, "text/javascript"));
  app.get("/assets/viewer.css", (context) => send(context, viewer.style, "text/css"));
  app.get("/data/:name{.+\\.js}", async (context) =>
    send(context, await parts.script(context.req.param("name").replace(/\.js$/, "")), "text/javascript"),
  );
  app.get("/pictures/:run/:trial/:file{.+}", async (context) => {
    const { run, trial, file } = context.req.param();
    const type = file.endsWith(".jpg") ? "image/jpeg" : "image/png";
    return send(context, await parts.picture(Number(run), Number(trial), file), type);
  });
  app.get("/apps/:run/:trial/:turn{\\d+\\.html}", async (context) => {
    const { run, trial, turn } = context.req.param();
    const page = await parts.app(Number(run), Number(trial), Number.parseInt(turn, 10), viewer.player);
    context.header("content-security-policy", APP_POLICY);
    return send(context, page, "text/html");
  });
  app.get("/live", (context) =>
    streamSSE(context, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      const either = AbortSignal.any([ended.signal, signal]);
      await live.watch(() => void stream.writeSSE({ event: "changed", data: "" }), either);
    }),
  );
  app.route("/api", createApi(options));
  // A run that cannot be read any more, or not yet: it is written while one looks at it.
  app.onError((error, context) => context.text(error.message, error instanceof UserError ? 400 : 500));
  return app;
}

function send(context: Context, content: string | Uint8Array | null, type: string): Response {
  if (content === null) return context.text("there is no such part of the report", 404);
  return context.body(typeof content === "string" ? content : new Uint8Array(content), 200, {
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
  });
}
