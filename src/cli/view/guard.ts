import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { FOLDER_POLICY } from "../../report/page-html.ts";

/** Where a browser says that a request comes from: the pages themselves, or the user's own hand. */
const OWN_SITES: ReadonlySet<string> = new Set(["same-origin", "none"]);

export const TOKEN_HEADER = "x-buildoff-token";

/** Apps that run in a sandbox are reached at names and ports of their own. */
const LOCAL_APPS = "http://*.localhost:*";

/**
 * Who may ask: a browser at the server's own address, from the server's own pages. Other pages of the same browser reach loopback
 * too; a name that was made to point here (DNS rebinding) is not this server's name.
 * @param apps where the frames of apps come from, as a policy names it
 */
export function guard(hosts: ReadonlySet<string>, apps = LOCAL_APPS): MiddlewareHandler {
  const policy = toServedPolicy(apps);
  return async (context, next) => {
    if (!hosts.has(context.req.header("host") ?? "")) return context.text("not this server's name", 421);
    const site = context.req.header("sec-fetch-site");
    // An app's frame has an origin of its own: to the browser its page is another site's, and it holds nothing but the app.
    const isFrame =
      context.req.path.startsWith("/apps/") && context.req.header("sec-fetch-dest") === "iframe";
    if (site !== undefined && !OWN_SITES.has(site) && !isFrame)
      return context.text("only for this server's own pages", 403);
    await next();
    const { headers } = context.res;
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("cache-control", "no-store");
    if (!headers.has("content-security-policy")) headers.set("content-security-policy", policy);
    return undefined;
  };
}

/** As in files, and with frames of apps. */
const toServedPolicy = (apps: string): string =>
  `${FOLDER_POLICY.replace("frame-src 'self'", `frame-src 'self' ${apps}`)}; frame-ancestors 'none'`;

/** Of an app's page: it has an origin of its own, however it is opened. */
export const APP_POLICY = "sandbox allow-scripts allow-forms allow-pointer-lock; frame-ancestors 'self'";

/** What changes something needs the token that only the pages know. */
export const requireToken =
  (token: string): MiddlewareHandler =>
  async (context, next) => {
    const given = Buffer.from(context.req.header(TOKEN_HEADER) ?? "");
    const known = Buffer.from(token);
    if (given.length !== known.length || !timingSafeEqual(given, known))
      return context.json({ message: "the page is of an earlier server: load it again" }, 403);
    await next();
    return undefined;
  };
