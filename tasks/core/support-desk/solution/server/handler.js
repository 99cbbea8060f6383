import { readObject } from "./body.js";
import { notFound, Problem, unauthenticated } from "./problems.js";

/** Answers every request: the API below /api/, else pages and their files. */
export function createHandler({ api, serveFile }) {
  return async (request, response) => {
    try {
      const { pathname, searchParams } = new URL(request.url, "http://desk");
      if (pathname.startsWith("/api/")) await answer({ request, response, pathname, query: searchParams });
      else if (!(await serveFile(request, response, pathname)))
        sendText(response, 404, "There is no such page.");
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error);
      const isSent = response.headersSent;
      if (isSent) response.destroy();
      else if (error instanceof Problem) sendJson(response, error.status, error.body);
      else sendJson(response, 500, { error: { code: "internal", message: "Something went wrong here." } });
    }
  };

  async function answer({ request, response, pathname, query }) {
    const found = api.match(request.method, pathname);
    if (found === null) throw notFound();
    const session = api.findSession(request);
    if (session === null && !found.route.isPublic) throw unauthenticated();
    const body = found.route.takesBody ? await readObject(request) : null;
    const result = await found.route.handle({
      session,
      user: session?.user,
      params: found.params,
      query,
      body,
      response,
    });
    if (result !== undefined) sendJson(response, result.status ?? 200, result.body, result.headers);
  }
}

function sendJson(response, status, body, headers = {}) {
  const content = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(content);
}

function sendText(response, status, text) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
