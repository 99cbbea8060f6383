import type { Rewriting } from "../rewrite/elements.ts";
import { hasAddresses, rewriteStyle } from "../rewrite/style.ts";
import { patch } from "./patch.ts";

/** Style sheets and fonts that scripts make of text. */
export function shimStyles(page: Window & typeof globalThis, { blobs, base }: Rewriting): void {
  const rewrite = (style: unknown): string =>
    rewriteStyle(String(style), (address) => blobs.find(address, base()));
  const { prototype } = page.CSSStyleSheet;
  patch(
    prototype,
    "insertRule",
    (native) =>
      function insert(this: CSSStyleSheet, rule: string, at?: number) {
        return native.call(this, rewrite(rule), at);
      },
  );
  patch(
    prototype,
    "replace",
    (native) =>
      function replace(this: CSSStyleSheet, text: string) {
        return native.call(this, rewrite(text));
      },
  );
  patch(
    prototype,
    "replaceSync",
    (native) =>
      function replace(this: CSSStyleSheet, text: string) {
        native.call(this, rewrite(text));
      },
  );
  page.FontFace = new Proxy(page.FontFace, {
    construct: (target, [family, source, ...rest]: [string, unknown, ...unknown[]], subclass) =>
      Reflect.construct(
        target,
        [family, typeof source === "string" && hasAddresses(source) ? rewrite(source) : source, ...rest],
        subclass,
      ) as FontFace,
  });
}
