import { APP_ORIGIN, resolveAddress } from "../files/address.ts";
import { patch } from "./patch.ts";
import type { AppEntry, AppLocation } from "./app-location.ts";

/**
 * `pushState` and `replaceState` for an app whose frame has no address that could change: the app's own location changes, and
 * each entry of the history says where it is.
 */
export function shimHistory(page: Window, app: AppLocation): void {
  const prototype = History.prototype;
  const start: AppEntry = { buildoff: app.current().href, state: null };
  page.history.replaceState(start, "");
  const change =
    (native: History["pushState"]): History["pushState"] =>
    (state, unused, address) => {
      const next =
        address === undefined || address === null
          ? app.current()
          : resolveAddress(String(address), page.document.baseURI);
      if (next === null || next.origin !== APP_ORIGIN) {
        throw new DOMException(`the history cannot hold ${String(address)}`, "SecurityError");
      }
      const entry: AppEntry = { buildoff: next.href, state };
      native.call(page.history, entry, unused, `about:srcdoc${next.hash}`);
      app.moveTo(next);
    };
  patch(prototype, "pushState", change);
  patch(prototype, "replaceState", change);
  unwrapState(prototype);
  unwrapState(PopStateEvent.prototype);
}

/** The app's own state, in a property that holds an entry. */
function unwrapState(prototype: object): void {
  const native = Reflect.getOwnPropertyDescriptor(prototype, "state")!.get!;
  Object.defineProperty(prototype, "state", {
    configurable: true,
    get(this: unknown): unknown {
      const entry = native.call(this) as Partial<AppEntry> | null;
      return typeof entry?.buildoff === "string" ? entry.state : entry;
    },
  });
}
