import type { Kept, StorageArea, ToShell } from "../messages.ts";

type Send = (message: ToShell) => void;

/** `localStorage` and `sessionStorage`, which browsers refuse to such a frame. The shell keeps what is in them. */
export function shimStorage(page: Window, kept: Kept, send: Send): void {
  for (const area of ["local", "session"] as const) {
    const storage = createStorage(area, kept[area], send);
    Object.defineProperty(page, `${area}Storage`, { configurable: true, get: () => storage });
  }
}

function createStorage(area: StorageArea, entries: Kept[StorageArea], send: Send): Storage {
  const items = new Map(entries);
  const methods = Object.create(Storage.prototype, {
    length: { get: () => items.size },
    key: { value: (at: number) => [...items.keys()][at] ?? null },
    getItem: { value: (key: unknown) => items.get(String(key)) ?? null },
    setItem: {
      value: (key: unknown, value: unknown) => {
        items.set(String(key), String(value));
        send({ kind: "keep", area, key: String(key), value: String(value) });
      },
    },
    removeItem: {
      value: (key: unknown) => {
        items.delete(String(key));
        send({ kind: "keep", area, key: String(key), value: null });
      },
    },
    clear: {
      value: () => {
        items.clear();
        send({ kind: "empty", area });
      },
    },
  }) as Storage;
  // The proxy's target has no members of its own, or they would stand among the keys.
  return new Proxy(Object.create(methods) as Storage, {
    get: (target, key) =>
      typeof key === "symbol" || key in target ? Reflect.get(target, key) : items.get(key),
    set: (target, key, value) => {
      if (typeof key === "string" && !(key in target)) target.setItem(key, value as string);
      return true;
    },
    has: (target, key) => key in target || items.has(String(key)),
    deleteProperty: (target, key) => {
      target.removeItem(String(key));
      return true;
    },
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      items.has(String(key))
        ? { value: items.get(String(key)), configurable: true, enumerable: true, writable: true }
        : undefined,
  });
}
