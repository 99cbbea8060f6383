import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a small app answers, by path; a text is a page of HTML. */
export type Routes = Readonly<Record<string, string | Handler>>;

export interface App extends AsyncDisposable {
  readonly url: string;
}

/** Wraps the body of a page in a whole document. */
export const page = (body: string, head = ""): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${head}</head><body>${body}</body></html>`;

/** Serves an app on a free port of the loopback. */
export async function serveApp(routes: Routes): Promise<App> {
  const server = createServer((request, response) => {
    const route = routes[new URL(request.url!, "http://app").pathname];
    if (typeof route === "function") return route(request, response);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.statusCode = route === undefined ? 404 : 200;
    response.end(route ?? "not found");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
