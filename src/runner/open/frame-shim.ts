/**
 * Runs in a page whose origin is opaque, before anything else: what such a page may not have is given to it in memory, so that
 * an app that keeps something works. Storage and cookies are kept over reloads in the frame's name. Self-contained, since
 * its text is what is sent.
 */
function installFrameShim(): void {
  type Kept = Record<"local" | "session" | "cookies", Record<string, string>>;
  const mark = "buildoff:";
  const maxCharacters = 5_000_000;
  const recall = (): Partial<Kept> => {
    try {
      return window.name.startsWith(mark) ? (JSON.parse(window.name.slice(mark.length)) as Kept) : {};
    } catch {
      return {};
    }
  };
  const past = recall();
  const toStore = (of: Record<string, string> | undefined): Record<string, string> =>
    Object.assign(Object.create(null) as Record<string, string>, of);
  const kept: Kept = {
    local: toStore(past.local),
    session: toStore(past.session),
    cookies: toStore(past.cookies),
  };
  const save = (): void => {
    window.name = mark + JSON.stringify(kept);
  };

  const createStorage = (store: Record<string, string>): Storage => {
    const set = (name: string, value: unknown): void => {
      const before = store[name];
      store[name] = String(value);
      if (JSON.stringify(store).length > maxCharacters) {
        if (before === undefined) delete store[name];
        else store[name] = before;
        throw new DOMException(`Setting the value of '${name}' exceeded the quota.`, "QuotaExceededError");
      }
      save();
    };
    const remove = (name: string): void => {
      delete store[name];
      save();
    };
    const methods: Record<string, unknown> = {
      getItem: (name: unknown) => store[String(name)] ?? null,
      setItem: (name: unknown, value: unknown) => set(String(name), value),
      removeItem: (name: unknown) => remove(String(name)),
      clear: () => Object.keys(store).forEach(remove),
      key: (index: number) => Object.keys(store)[index] ?? null,
    };
    return new Proxy(Object.create(Storage.prototype) as Storage, {
      get: (target, name) => {
        if (name === "length") return Object.keys(store).length;
        if (typeof name === "symbol") return Reflect.get(Object.prototype, name, target) as unknown;
        return methods[name] ?? store[name];
      },
      set: (_, name, value) => {
        set(String(name), value);
        return true;
      },
      has: (target, name) => name in store || name in methods || Reflect.has(target, name),
      deleteProperty: (_, name) => {
        remove(String(name));
        return true;
      },
      ownKeys: () => Object.keys(store),
      getOwnPropertyDescriptor: (_, name) =>
        typeof name === "string" && name in store
          ? { value: store[name], writable: true, enumerable: true, configurable: true }
          : undefined,
    });
  };

  const give = (name: "localStorage" | "sessionStorage", store: Record<string, string>): void => {
    Object.defineProperty(window, name, {
      value: createStorage(store),
      configurable: true,
      enumerable: true,
    });
  };
  give("localStorage", kept.local);
  give("sessionStorage", kept.session);

  Object.defineProperty(document, "cookie", {
    configurable: true,
    enumerable: true,
    get: () =>
      Object.entries(kept.cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join("; "),
    set: (line: unknown) => {
      const [pair = "", ...attributes] = String(line).split(";");
      const [name = "", ...value] = pair.split("=");
      const isOver = attributes.some((attribute) => {
        const [key = "", to = ""] = attribute.split("=").map((part) => part.trim());
        if (key.toLowerCase() === "max-age") return Number(to) <= 0;
        return key.toLowerCase() === "expires" && Date.parse(to) <= Date.now();
      });
      if (isOver) delete kept.cookies[name.trim()];
      else kept.cookies[name.trim()] = value.join("=").trim();
      save();
    },
  });

  for (const method of ["pushState", "replaceState"] as const) {
    const native = history[method].bind(history);
    history[method] = (state, unused, url) => {
      try {
        native(state, unused, url);
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== "SecurityError") throw error;
        native(state, unused);
      }
    };
  }
}

/** The shim as the text of a script. */
export const FRAME_SHIM = `(${installFrameShim.toString()})();`;
