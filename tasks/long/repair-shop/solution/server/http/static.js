import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const PUBLIC = new URL("../../public/", import.meta.url);
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const NAMES = new Set(readdirSync(PUBLIC));

/** A file of `public`, or null; nothing else of the disk has an address. */
export async function readPublicFile(method, pathname) {
  const name = pathname.slice(1);
  if (!["GET", "HEAD"].includes(method) || !NAMES.has(name)) return null;
  const headers = { "content-type": TYPES[extname(name)], "cache-control": "no-cache" };
  return { status: 200, headers, body: await readFile(new URL(name, PUBLIC)) };
}
