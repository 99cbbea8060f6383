import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Route } from "playwright";
import type { CheckContext } from "../context.ts";
import type { DesignSpec } from "../design.ts";
import { CheckFailure } from "../verdict.ts";
import type { Look } from "./blocks.ts";
import { lookAt } from "./look.ts";

/** Leads nowhere: every request to it is answered from the task's files. */
const ORIGIN = "http://design.invalid";

/** Each is compared with every block of the app. */
const MOST_BLOCKS = 500;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};

/**
 * Looks at the reference in a browser context of its own, which no page of the app shares, without scripts.
 * @throws CheckFailure where nothing is seen on it, or too much
 */
export async function lookAtReference({ reference }: DesignSpec, context: CheckContext): Promise<Look> {
  const session = await context.openPage();
  await session.browserContext.route("**/*", (route) => answer(route, context));
  await session.page.goto(`${ORIGIN}/${reference}`);
  const look = await lookAt(session, context, "design");
  const count = look.texts.length + look.shapes.length;
  if (count === 0) throw new CheckFailure(`the reference ${reference} shows nothing`);
  if (count > MOST_BLOCKS) {
    throw new CheckFailure(`the reference ${reference} has ${count} blocks, more than ${MOST_BLOCKS}`);
  }
  return look;
}

async function answer(route: Route, { taskFile }: CheckContext): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  const path = decodeURIComponent(pathname).slice(1);
  const isOwn = origin === ORIGIN && !path.split("/").includes("..");
  const body = isOwn ? await readFile(taskFile(path)).catch(() => null) : null;
  if (body === null) return route.fulfill({ status: 404, body: "" });
  const contentType = MEDIA_TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
  await route.fulfill({ body, contentType, headers: { "content-security-policy": "script-src 'none'" } });
}
