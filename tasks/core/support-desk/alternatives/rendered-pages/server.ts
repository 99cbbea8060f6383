import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as api from "./api.ts";
import { listPage, listPart, missingPage, signInPage, ticketPage, ticketParts } from "./pages.ts";
import * as store from "./store.ts";

const FILES: Record<string, [string, Buffer]> = {
  "/site/client.js": ["text/javascript", readFileSync(new URL("site/client.js", import.meta.url))],
  "/site/style.css": ["text/css", readFileSync(new URL("site/style.css", import.meta.url))],
};

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const tokenOf = (request: IncomingMessage) =>
  /(?:^|; )sid=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
const toCookie = (token: string) =>
  `sid=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${token === "" ? 0 : 1_000_000}`;

function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response
    .writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
    .end(content);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end();
}

async function handleApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<api.Answer> {
  const { method } = request;
  const user = store.findSession(tokenOf(request));
  const text = method === "POST" || method === "PATCH" ? await readBody(request) : "{}";
  const body = parseObject(text);
  if (url.pathname === "/api/session") {
    if (method === "GET") return api.ok({ user });
    if (method === "DELETE") {
      store.endSession(tokenOf(request));
      response.setHeader("set-cookie", toCookie(""));
      return api.ok(undefined, 204);
    }
    if (!body) return api.refuse(400, "bad_request", "This is no JSON object.");
    const session = store.createSession(String(body["email"]), String(body["password"]));
    const isText = typeof body["password"] === "string";
    if (!session || !isText) return api.refuse(401, "unauthenticated", "Email or password is wrong.");
    response.setHeader("set-cookie", toCookie(session.token));
    return api.ok({ user: session.user });
  }
  if (!user) return api.refuse(401, "unauthenticated", "Who are you?");
  if (!body) return api.refuse(400, "bad_request", "This is no JSON object.");
  const route = /^\/api\/tickets(?:\/(\d+)(\/messages)?)?$/.exec(url.pathname);
  if (!route) return api.refuse(404, "not_found", "There is no such path.");
  const number = Number(route[1]);
  const kind = route[2] ? "messages" : route[1] ? "one" : "all";
  switch (`${method} ${kind}`) {
    case "GET all":
      return api.listTickets(user, url.searchParams);
    case "POST all":
      return api.openTicket(user, body);
    case "GET one":
      return api.readTicket(user, number);
    case "PATCH one":
      return api.changeTicket(user, number, body);
    case "POST messages":
      return api.addMessage(user, number, body);
    default:
      return api.refuse(404, "not_found", "There is no such path.");
  }
}

async function handlePage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const html = (content: string, status = 200) => send(response, status, "text/html", content);
  const { pathname, searchParams } = url;
  if (request.method === "POST" && pathname === "/sign-in") {
    const form = new URLSearchParams(await readBody(request));
    const next = form.get("next") ?? "/";
    const session = store.createSession(form.get("email") ?? "", form.get("password") ?? "");
    if (!session) return html(signInPage(next, form.get("email") ?? "", true));
    response.setHeader("set-cookie", toCookie(session.token));
    return redirect(response, /^\/(?!\/)/.test(next) ? next : "/");
  }
  if (request.method === "POST" && pathname === "/sign-out") {
    store.endSession(tokenOf(request));
    response.setHeader("set-cookie", toCookie(""));
    return redirect(response, "/");
  }
  const user = store.findSession(tokenOf(request));
  if (!user) return html(signInPage(pathname, "", false));
  if (pathname === "/") return html(listPage(user, api.readFilter(searchParams)));
  if (pathname === "/part") return html(listPart(user, api.readFilter(searchParams)).text);
  const [, number, part] = /^\/tickets\/(\d+)(\/parts)?$/.exec(pathname) ?? [];
  const ticket = number === undefined ? null : store.findTicket(user, Number(number));
  if (!ticket) return html(missingPage(user), 404);
  if (part) return send(response, 200, "application/json", JSON.stringify(ticketParts(user, ticket)));
  html(ticketPage(user, ticket));
}

createServer(async (request, response) => {
  const url = new URL(request.url!, "http://localhost");
  const file = FILES[url.pathname];
  if (file) return send(response, 200, ...file);
  if (!url.pathname.startsWith("/api/")) return handlePage(request, response, url);
  const { status, body } = await handleApi(request, response, url);
  if (body === undefined) response.writeHead(status).end();
  else send(response, status, "application/json", JSON.stringify(body));
}).listen(Number(process.env["PORT"]), process.env["HOST"]);
