import { type Context, Hono } from "hono";
import type { AppHouse } from "../../../arena/site/app-house.ts";
import { UserError } from "../../../core/errors.ts";
import { toArenaPage } from "../../../report/page-html.ts";
import { APP_POLICY, guard } from "../../view/guard.ts";
import { type ArenaApiOptions, createArenaApi } from "./api.ts";

export interface ArenaServerOptions extends ArenaApiOptions {
  readonly page: { readonly script: string; readonly style: string };
  readonly house: AppHouse;
  /** Names, with the port, that the server goes by. */
  readonly hosts: ReadonlySet<string>;
  /** The address below which apps with a server are shown; null: on this machine. */
  readonly appsUrl: URL | null;
}

/** The voting site. Nothing that it says before a vote tells who built what. */
export function createArenaServer(options: ArenaServerOptions): Hono {
  const { page, house, hosts, appsUrl, raters, note } = options;
  const app = new Hono();
  app.use(guard(hosts, appsUrl === null ? undefined : `${appsUrl.protocol}//*.${appsUrl.host}`));
  app.get("/", (context) => {
    raters.identify(context);
    return context.html(toArenaPage(raters.token));
  });
  app.get("/assets/arena.js", (context) => send(context, page.script, "text/javascript"));
  app.get("/assets/arena.css", (context) => send(context, page.style, "text/css"));
  app.get("/apps/:name{.+\\.html}", async (context) => {
    context.header("content-security-policy", APP_POLICY);
    return send(context, await house.page(context.req.param("name").replace(/\.html$/, "")), "text/html");
  });
  app.route("/api", createArenaApi(options));
  app.onError((error, context) => {
    if (error instanceof UserError) return context.text(error.message, 400);
    note(error.message);
    return context.text("something went wrong here: try again", 500);
  });
  return app;
}

function send(context: Context, content: string | null, type: string): Response {
  if (content === null) return context.text("it is not there any more", 404);
  return context.body(content, 200, { "content-type": `${type}; charset=utf-8` });
}
