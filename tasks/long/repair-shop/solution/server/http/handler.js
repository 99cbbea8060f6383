import { signInPage } from "../pages/sign-in.js";
import { problemPage } from "../pages/problem.js";
import { Problem } from "../problems.js";
import { readForm, readObject } from "./body.js";
import { findCaller } from "./callers.js";
import { matchRoute } from "./match.js";
import { json } from "./replies.js";
import { readPublicFile } from "./static.js";

/** Answers every request: by a file of `public`, else by one of the routes. */
export function createHandler(book, routes) {
  return async (request, response) => {
    const url = new URL(request.url, "http://book");
    const reply = await toReply({ book, routes, request, url }).catch((error) => toFailure(error, url));
    response.writeHead(reply.status, {
      "content-security-policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...reply.headers,
    });
    response.end(request.method === "HEAD" ? undefined : reply.body);
  };
}

const isApi = ({ pathname }) => pathname.startsWith("/api/");

async function toReply({ book, routes, request, url }) {
  const file = await readPublicFile(request.method, url.pathname);
  if (file !== null) return file;
  const found = matchRoute(routes, request.method, url.pathname);
  const staff = findCaller(book, request);
  if (staff === null && !found?.route.isPublic) {
    if (!isApi(url)) return signInPage({ next: url.pathname + url.search });
    throw new Problem("unauthenticated", "Sign in with your name and PIN.");
  }
  if (found === null) throw new Problem("not_found", "There is no such page.");
  const body = await readInput(request, url);
  const call = { book, staff, request, body, params: found.params, query: url.searchParams };
  try {
    return await found.route.run(call);
  } catch (error) {
    if (error instanceof Problem && !isApi(url)) return problemPage(staff, error);
    throw error;
  }
}

async function readInput(request, url) {
  if (!["POST", "PATCH"].includes(request.method)) return {};
  return isApi(url) ? readObject(request) : readForm(request);
}

function toFailure(error, url) {
  if (error instanceof Problem) {
    const { code, message, fields, status } = error;
    return json(status, { error: { code, message, fields: Object.keys(fields) } });
  }
  console.error(error);
  const message = "Something went wrong here.";
  if (isApi(url)) return json(500, { error: { code: "internal", message } });
  return { status: 500, headers: { "content-type": "text/plain" }, body: message };
}
