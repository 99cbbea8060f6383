import { APP_ORIGIN, resolveAddress } from "../files/address.ts";

/** Where the app believes to be. */
export interface AppLocation {
  /** Without the fragment, which the browser keeps. */
  readonly current: () => URL;
  /** Takes another path and query on, without loading anything. */
  readonly moveTo: (address: URL) => void;
  /** As a link does: to another part of the page, or to another page. */
  readonly go: (address: string) => void;
  /** Listens for the way back. Before any script of the app, since a page that is opened has no listeners any more. */
  readonly follow: () => void;
}

/** An entry of the history that says where in the app it is. */
export interface AppEntry {
  readonly buildoff: string;
  readonly state: unknown;
}

type AppWindow = Window & Record<"buildoffLocation" | "buildoffLocationOf", unknown>;

/** Makes `buildoffLocation`, which scripts of the app get for `location`. */
export function createAppLocation(page: Window, start: URL, open: (address: string) => void): AppLocation {
  const own = page.location;
  const readEntry = Reflect.getOwnPropertyDescriptor(History.prototype, "state")!.get!;
  let current = start;
  const href = (): string => `${current.href.replace(/#.*$/s, "")}${own.hash}`;
  const go = (address: string): void => {
    const next = resolveAddress(address, page.document.baseURI);
    if (next?.protocol === "javascript:") return;
    if (next === null || next.origin !== APP_ORIGIN) return;
    const isHere = next.pathname === current.pathname && next.search === current.search;
    if (isHere && address.includes("#")) own.hash = next.hash;
    else open(`${next.pathname}${next.search}${next.hash}`);
  };
  const members = {
    ...toAddressMembers(() => new URL(href())),
    href: { get: href, set: go },
    hash: { get: () => own.hash, set: (hash: string) => void (own.hash = hash) },
    assign: { value: go },
    replace: { value: go },
    reload: { value: () => own.reload() },
    toString: { value: href },
  };
  const location = Object.defineProperties({}, members);
  const given = page as unknown as AppWindow;
  given.buildoffLocation = location;
  given.buildoffLocationOf = (owner: { readonly location: unknown }) =>
    owner === page || owner === page.document ? location : owner.location;
  return {
    current: () => new URL(href()),
    moveTo: (address) => {
      current = address;
      const base = page.document.querySelector("base");
      if (base !== null) base.href = address.href;
    },
    go,
    follow: () =>
      page.addEventListener("popstate", () => {
        const entry = readEntry.call(page.history) as Partial<AppEntry> | null;
        if (typeof entry?.buildoff === "string") current = new URL(entry.buildoff);
      }),
  };
}

const ADDRESS_MEMBERS = ["search", "pathname", "origin", "host", "hostname", "port", "protocol"] as const;

const toAddressMembers = (address: () => URL): PropertyDescriptorMap =>
  Object.fromEntries(ADDRESS_MEMBERS.map((name) => [name, { get: () => address()[name] }]));
