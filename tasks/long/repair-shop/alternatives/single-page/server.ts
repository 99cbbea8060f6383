import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { convert, createShop, Refusal } from "./shop.ts";
import { openStore, type Staff } from "./store.ts";

const store = openStore(
  `${import.meta.dirname}/data/book.db`,
  `${import.meta.dirname}/assets/book.db`,
  convert,
);
const shop = createShop(store);

type Input = Record<string, unknown>;
interface Call {
  who: Staff;
  body: Input;
  query: URLSearchParams;
  match: string[];
}
type Answer = readonly [status: number, body: unknown, cookie?: string];

const findStaff = (name: unknown, pin: unknown): Staff | undefined => {
  const staff = store.get("staff", String(name));
  return staff?.pin === pin ? staff : undefined;
};

const readCookie = (request: IncomingMessage): string =>
  /(?:^|;\s*)fennel=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";

function identify(request: IncomingMessage): Staff | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (basic !== undefined) {
    const text = Buffer.from(basic, "base64").toString();
    return findStaff(text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1));
  }
  const session = store.get("session", readCookie(request));
  return session && store.get("staff", session.staff);
}

const number = (text: string | undefined): number => Number(text);
const toUser = ({ name, role }: Staff) => ({ name, role });

const ROUTES: [string, RegExp, (call: Call) => Answer][] = [
  [
    "GET",
    /^\/api\/jobs$/,
    ({ who, query }) => [200, { jobs: shop.listJobs(who, query.get("status"), query.get("q") ?? "") }],
  ],
  ["POST", /^\/api\/jobs$/, ({ who, body }) => [201, { job: shop.takeIn(who, body) }]],
  ["GET", /^\/api\/jobs\/(\d+)$/, ({ who, match }) => [200, { job: shop.readJob(who, number(match[1])) }]],
  [
    "PATCH",
    /^\/api\/jobs\/(\d+)$/,
    ({ who, match, body }) => [200, { job: shop.changeJob(who, number(match[1]), body) }],
  ],
  [
    "POST",
    /^\/api\/jobs\/(\d+)\/lines$/,
    ({ who, match, body }) => [201, { job: shop.addLine(who, number(match[1]), body) }],
  ],
  [
    "DELETE",
    /^\/api\/jobs\/(\d+)\/lines\/(\d+)$/,
    ({ who, match }) => [200, { job: shop.removeLine(who, number(match[1]), number(match[2])) }],
  ],
  ["GET", /^\/api\/parts$/, () => [200, { parts: shop.listParts() }]],
  ["GET", /^\/api\/customers$/, ({ who }) => [200, { customers: shop.listCustomers(who) }]],
  ["GET", /^\/api\/customers\/(\d+)$/, ({ who, match }) => [200, shop.readCustomer(who, number(match[1]))]],
  [
    "PATCH",
    /^\/api\/customers\/(\d+)$/,
    ({ who, match, body }) => [200, { customer: shop.changeCustomer(who, number(match[1]), body) }],
  ],
  ["GET", /^\/api\/invoices$/, ({ who }) => [200, { invoices: shop.listInvoices(who) }]],
  [
    "GET",
    /^\/api\/invoices\/(\d+)$/,
    ({ who, match }) => [200, { invoice: shop.readInvoice(who, number(match[1])) }],
  ],
];

async function answer(request: IncomingMessage, url: URL): Promise<Answer> {
  const { method = "GET" } = request;
  const path = url.pathname;
  const body = ["POST", "PATCH"].includes(method) ? await readBody(request) : {};
  const who = identify(request);
  if (path === "/api/session") {
    if (method === "POST") {
      const staff = findStaff(body["name"], body["pin"]);
      if (staff === undefined) throw new Refusal("unauthenticated", "Name or PIN is wrong.");
      const token = randomUUID();
      store.write(["session", token, { token, staff: staff.name }]);
      return [
        200,
        { user: toUser(staff) },
        `fennel=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=9999999`,
      ];
    }
    if (method === "DELETE") store.write(["session", readCookie(request), null]);
    return [200, { user: who === undefined || method === "DELETE" ? null : toUser(who) }];
  }
  const tracked = /^\/api\/status\/([^/]+)(\/agree)?$/.exec(path);
  if (tracked !== null && method === (tracked[2] === undefined ? "GET" : "POST")) {
    const code = decodeURIComponent(tracked[1]!);
    return [200, { status: tracked[2] ? shop.agreeOnline(code, body["total"]) : shop.track(code) }];
  }
  if (who === undefined) throw new Refusal("unauthenticated", "Tell us your name and PIN.");
  for (const [verb, pattern, run] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match !== null) return run({ who, body, query: url.searchParams, match: [...match] });
  }
  throw new Refusal("not_found", "There is nothing here.");
}

async function readBody(request: IncomingMessage): Promise<Input> {
  const text = Buffer.concat(await request.toArray()).toString();
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Input;
  } catch {
    // Refused below.
  }
  throw new Refusal("bad_request", "Send a JSON object.");
}

const FILES: Record<string, string> = {
  "/app.js": "text/javascript",
  "/dom.js": "text/javascript",
  "/style.css": "text/css",
};

createServer(async (request, response) => {
  const url = new URL(request.url!, "http://shop");
  if (!url.pathname.startsWith("/api/")) {
    const type = FILES[url.pathname];
    const file = type === undefined ? "/index.html" : url.pathname;
    response.writeHead(200, {
      "content-type": `${type ?? "text/html"}; charset=utf-8`,
      "cache-control": "no-store",
    });
    response.end(await readFile(`${import.meta.dirname}/site${file}`));
    return;
  }
  const [status, body, cookie] = await answer(request, url).catch((error: unknown): Answer => {
    if (error instanceof Refusal) {
      const { status: refused, code, message, fields } = error;
      return [refused, { error: { code, message, fields } }];
    }
    console.error(error);
    return [500, { error: { code: "internal", message: "Something broke." } }];
  });
  response.writeHead(status, {
    "content-type": "application/json",
    ...(cookie === undefined ? {} : { "set-cookie": cookie }),
  });
  response.end(JSON.stringify(body));
}).listen(Number(process.env["PORT"] ?? 3000), process.env["HOST"] ?? "127.0.0.1");
