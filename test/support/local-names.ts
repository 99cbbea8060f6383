import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, setGlobalDispatcher } from "undici";

/** Browsers find every name below `localhost` on this machine. Node asks the system, which may know none of them. */
export const findLocalName: LookupFunction = (host, options, done) =>
  lookup(host.endsWith(".localhost") ? "127.0.0.1" : host, options, done);

/** `fetch` and `WebSocket` find them from here on. */
export const findLocalNames = (): void =>
  setGlobalDispatcher(new Agent({ connect: { lookup: findLocalName } }));
