import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { OpenedApp } from "../../../runner/open-app.ts";

/** Both kinds of request that a server gets. */
type Handlers = OpenedApp["handlers"];

/** What proxies add of whom they stand for. */
const OF_PROXY = /^(?:x-forwarded-|forwarded$|x-real-ip$)/;

/** Leads requests past the site to the apps that they are for, by the names that apps go by below one address. */
export interface AppGate {
  /** @returns what ends it: the app is found no more */
  readonly admit: (app: Pick<OpenedApp, "url" | "handlers">) => () => void;
  /** What a server does with all that reaches it: the site gets what is for no app. */
  readonly before: (site: Handlers["request"]) => Handlers;
}

/**
 * @param below address whose subdomains lead here, too
 * @param raterHeader header in which a proxy names raters
 */
export function createAppGate(below: URL, raterHeader: string): AppGate {
  const apps = new Map<string, Handlers>();
  const hostOf = ({ headers }: IncomingMessage): string => headers.host?.toLowerCase() ?? "";
  /** An app learns nothing of who looks at it. */
  const find = (request: IncomingMessage): Handlers | undefined => {
    const app = apps.get(hostOf(request));
    const told = Object.keys(request.headers).filter(
      (name) => name === raterHeader.toLowerCase() || OF_PROXY.test(name),
    );
    if (app !== undefined) for (const name of told) delete request.headers[name];
    return app;
  };
  return {
    admit: ({ url, handlers }) => {
      const { host } = new URL(url);
      apps.set(host, handlers);
      return () => void apps.delete(host);
    },
    before: (site) => ({
      request: (request: IncomingMessage, response: ServerResponse) => {
        const app = find(request);
        if (app !== undefined) app.request(request, response);
        else if (hostOf(request).endsWith(`.${below.host}`)) sayGone(response);
        else site(request, response);
      },
      upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const app = find(request);
        if (app === undefined) socket.destroy();
        else app.upgrade(request, socket, head);
      },
    }),
  };
}

function sayGone(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end("this app is not there any more\n");
}
