/*
 * Serves a folder's files. Usage: node serve-static.mjs <folder>, with HOST and PORT in the environment.
 * A file outside the folder is never served, whatever the request's path or a link in the folder says. What is not
 * there is 404: no fallback, no listing.
 */
import { createReadStream } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";

const TYPES = {
  ".avif": "image/avif",
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".glb": "model/gltf-binary",
  ".gltf": "model/gltf+json",
  ".htm": "text/html; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".ogg": "audio/ogg",
  ".otf": "font/otf",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".webm": "video/webm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** The path of a request inside the folder, or null where it is none that a browser would send for a file. */
function toFilePath(url) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  if (!path.startsWith("/") || /[\0\\]/.test(path)) return null;
  if (path.split("/").some((part) => part === ".." || part === ".")) return null;
  return path.endsWith("/") ? `${path}index.html` : path;
}

/** Opens the file that a request names: an open handle with its size, "folder", or null. */
async function openInside(root, path) {
  let handle;
  try {
    const real = await realpath(join(root, path));
    if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
    handle = await open(real, "r");
    const status = await handle.stat();
    if (status.isFile()) return { handle, real, sizeBytes: status.size };
    await handle.close();
    return status.isDirectory() ? "folder" : null;
  } catch {
    await handle?.close().catch(() => {});
    return null;
  }
}

function refuse(response, status, headers = {}) {
  const text = `${{ 404: "not found", 405: "method not allowed" }[status]}\n`;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": text.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(text);
}

async function answer(root, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, { allow: "GET, HEAD" });
    return;
  }
  const path = toFilePath(request.url ?? "");
  const file = path === null ? null : await openInside(root, path);
  if (file === "folder") {
    // Relative links of a folder's page need the slash. The path is sent back encoded, and cannot name another host.
    const [before, query] = request.url.split("?", 2);
    const location = `${before.replace(/^\/+/, "/")}/${query === undefined ? "" : `?${query}`}`;
    response.writeHead(308, { location, "cache-control": "no-store" }).end();
    return;
  }
  if (file === null) {
    refuse(response, 404);
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    "content-length": file.sizeBytes,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD" || file.sizeBytes === 0) {
    await file.handle.close();
    response.end();
    return;
  }
  // Never more than was announced, even where the file grows meanwhile.
  const content = createReadStream(file.real, { fd: file.handle, end: file.sizeBytes - 1 });
  await pipeline(content, response);
}

const [folder = "."] = process.argv.slice(2);
const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 3000);

let root;
try {
  root = await realpath(resolve(folder));
} catch {
  console.error(`there is no folder ${folder} to serve`);
  process.exit(1);
}
const server = createServer((request, response) => {
  answer(root, request, response).catch(() => response.destroy());
});
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, host, () => {
  console.log(`serving ${folder} at http://${host}:${server.address().port}/`);
});
