import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const PUBLIC = new URL("../public/", import.meta.url);
const ROOT = new URL("../", import.meta.url);
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** The addresses that the page itself answers for. */
const PAGES = /^\/(?:tickets\/[^/]+)?$/;

/** Only what lies in the public folder at the start has an address. */
const FILES = new Set(
  readdirSync(fileURLToPath(PUBLIC), { recursive: true }).filter((name) => extname(name) in TYPES),
);

/** Answers with the page or one of its files; false where there is none. */
export async function serveFile(request, response, pathname) {
  const name = PAGES.test(pathname) ? "index.html" : pathname.slice(1);
  const isAsset = /^assets\/[\w.-]+$/.test(name);
  if (!(isAsset || FILES.has(name)) || !["GET", "HEAD"].includes(request.method)) return false;
  const content = await readFile(new URL(name, isAsset ? ROOT : PUBLIC));
  response.writeHead(200, {
    "content-type": TYPES[extname(name)],
    "content-length": content.length,
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  });
  response.end(request.method === "HEAD" ? undefined : content);
  return true;
}
