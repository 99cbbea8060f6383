import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "./store.js";
import { COOKIE, makeApi, Refusal } from "./api.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const api = makeApi(openStore(root));
const MAX_BODY = 1 << 20;

// The only files that are served.
const file = (name, type) => ({ type, content: readFileSync(join(root, "public", name)) });
const shell = file("index.html", "text/html; charset=utf-8");
const files = {
  "/app.js": file("app.js", "text/javascript; charset=utf-8"),
  "/dom.js": file("dom.js", "text/javascript; charset=utf-8"),
  "/style.css": file("style.css", "text/css; charset=utf-8"),
  "/favicon.svg": file("favicon.svg", "image/svg+xml"),
};

const badRequest = (message) => new Refusal(400, "bad_request", message);

async function readJson(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size <= MAX_BODY) parts.push(part);
  }
  if (size > MAX_BODY) throw badRequest("The body is too long.");
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw badRequest("The body must be a JSON object.");
  }
  if (value === null) throw badRequest("The body must be a JSON object.");
  return value;
}

function cookieOf(request) {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === COOKIE) return part.slice(at + 1).trim();
  }
  return "";
}

function send(response, status, headers, content) {
  response.writeHead(status, {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    ...headers,
    ...(status !== 204 && { "Content-Length": Buffer.byteLength(content ?? "") }),
  });
  response.end(response.req.method === "HEAD" ? undefined : content);
}

async function handle(request, response) {
  let url;
  try {
    url = new URL(`http://desk${request.url.startsWith("/") ? request.url : "/"}`);
  } catch {
    return send(response, 404, { "Content-Type": "text/plain; charset=utf-8" }, "There is no such page.");
  }
  const path = url.pathname;

  if (path === "/api" || path.startsWith("/api/")) {
    let answer;
    try {
      answer = await api({
        method: request.method === "HEAD" ? "GET" : request.method,
        path,
        query: url.searchParams,
        token: cookieOf(request),
        expectedUser: request.headers["x-desk-user"],
        readBody: () => readJson(request),
      });
    } catch (error) {
      if (error instanceof Refusal) answer = { status: error.status, body: error.body };
      else {
        console.error(error);
        answer = {
          status: 500,
          body: { error: { code: "internal", message: "Something went wrong here." } },
        };
      }
    }
    const headers = { "Cache-Control": "no-store", Vary: "Cookie" };
    if (answer.token !== undefined) {
      const age = answer.token ? 60 * 60 * 24 * 365 : 0;
      headers["Set-Cookie"] = `${COOKIE}=${answer.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}`;
    }
    if (answer.status === 204) return send(response, 204, headers);
    return send(
      response,
      answer.status,
      { ...headers, "Content-Type": "application/json; charset=utf-8" },
      JSON.stringify(answer.body),
    );
  }

  if (request.method !== "GET" && request.method !== "HEAD") {
    return send(
      response,
      405,
      { Allow: "GET, HEAD", "Content-Type": "text/plain; charset=utf-8" },
      "Not allowed.",
    );
  }
  if (Object.hasOwn(files, path)) {
    return send(
      response,
      200,
      { "Cache-Control": "no-cache", "Content-Type": files[path].type },
      files[path].content,
    );
  }
  const isPage = path === "/" || /^\/tickets\/(new|\d+)\/?$/.test(path);
  if (!isPage && /\.[a-z0-9]+$/i.test(path)) {
    return send(response, 404, { "Content-Type": "text/plain; charset=utf-8" }, "There is no such file.");
  }
  send(
    response,
    isPage ? 200 : 404,
    { "Cache-Control": "no-cache", "Content-Type": shell.type },
    shell.content,
  );
}

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(port, host, () => console.log(`The support desk listens on http://${host}:${port}/`));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
