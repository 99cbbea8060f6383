import { resolveModule } from "../rewrite/script.ts";

/**
 * What scripts need whose own address is not where the app believes it to be: `buildoffModule` (rewrite/script.ts) for what they
 * import at run time, and a `URL` that takes the app's location for the frame's.
 */
export function shimModules(page: Window & typeof globalThis): void {
  Object.defineProperty(page, "buildoffModule", {
    value: (specifier: unknown, base: string) => resolveModule(String(specifier), base) ?? specifier,
  });
  const toBase = (base: unknown): unknown =>
    /^(?:about:srcdoc|null$)/.test(String(base)) ? page.document.baseURI : base;
  const Native = page.URL;
  page.URL = new Proxy(Native, {
    construct: (target, [address, base]: [string, unknown], subclass) =>
      Reflect.construct(target, base === undefined ? [address] : [address, toBase(base)], subclass) as URL,
  });
}
