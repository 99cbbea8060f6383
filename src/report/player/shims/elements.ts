import { toAddress } from "../files/address.ts";
import {
  REWRITTEN_ATTRIBUTES,
  rewriteAttribute,
  rewriteElement,
  rewriteTree,
  type Rewriting,
} from "../rewrite/elements.ts";
import { patch } from "./patch.ts";

/** Properties by which scripts name files, with their attributes. */
const PROPERTIES = [
  [() => HTMLImageElement, "src"],
  [() => HTMLScriptElement, "src"],
  [() => HTMLSourceElement, "src"],
  [() => HTMLMediaElement, "src"],
  [() => HTMLTrackElement, "src"],
  [() => HTMLInputElement, "src"],
  [() => HTMLEmbedElement, "src"],
  [() => HTMLLinkElement, "href"],
  [() => HTMLVideoElement, "poster"],
  [() => HTMLImageElement, "srcset"],
  [() => HTMLSourceElement, "srcset"],
] as const;

/** Elements that scripts make load the app's own files at once, and tell of them by the app's own addresses. */
export function shimElements(rewriting: Rewriting): void {
  for (const [owner, name] of PROPERTIES) shimProperty(owner().prototype, name, rewriting);
  shimAttributes(rewriting);
  shimMarkup(rewriting);
  const { Audio: NativeAudio } = window;
  window.Audio = new Proxy(NativeAudio, {
    construct: (target, [source]: [string?]) => {
      const audio = new target();
      audio.preload = "auto";
      if (source !== undefined) audio.src = source;
      return audio;
    },
  });
}

function shimProperty(prototype: Element, name: string, rewriting: Rewriting): void {
  const native = Reflect.getOwnPropertyDescriptor(prototype, name);
  if (native?.get === undefined || native.set === undefined) return;
  const { get, set } = native;
  Object.defineProperty(prototype, name, {
    ...native,
    get(this: Element) {
      const value = get.call(this) as unknown;
      return typeof value === "string" ? toOwnAddress(value, rewriting, toAddress) : value;
    },
    set(this: Element, value: unknown) {
      set.call(this, rewriteAttribute(this, name, String(value), rewriting));
    },
  });
}

/** What the app finds where a blob's address stands. */
function toOwnAddress(value: string, { blobs }: Rewriting, toText: (path: string) => string): string {
  if (!value.startsWith("blob:")) return value;
  const path = blobs.pathOf(value);
  return path === null ? value : `${toText(path)}${/#.*$/s.exec(value)?.[0] ?? ""}`;
}

function shimAttributes(rewriting: Rewriting): void {
  const { prototype } = Element;
  patch(
    prototype,
    "setAttribute",
    (native) =>
      function set(this: Element, name: string, value: unknown) {
        native.call(this, name, rewriteAttribute(this, name.toLowerCase(), String(value), rewriting));
      },
  );
  patch(
    prototype,
    "setAttributeNS",
    (native) =>
      function set(this: Element, namespace: string | null, name: string, value: unknown) {
        native.call(this, namespace, name, rewriteAttribute(this, name, String(value), rewriting));
      },
  );
  patch(
    prototype,
    "getAttribute",
    (native) =>
      function get(this: Element, name: string) {
        const value = native.call(this, name);
        return value === null ? null : toOwnAddress(value, rewriting, (path) => path);
      },
  );
}

/** Images begin to load when the script that inserted them has ended: by then they are changed. */
function shimMarkup(rewriting: Rewriting): void {
  for (const prototype of [Element.prototype, ShadowRoot.prototype]) {
    const native = Reflect.getOwnPropertyDescriptor(prototype, "innerHTML")!;
    Object.defineProperty(prototype, "innerHTML", {
      ...native,
      set(this: Element | ShadowRoot, markup: unknown) {
        (native.set as (markup: unknown) => void).call(this, markup);
        rewriteTree(this instanceof HTMLTemplateElement ? this.content : this, rewriting);
      },
    });
  }
  patch(
    Element.prototype,
    "insertAdjacentHTML",
    (native) =>
      function insert(this: Element, place: InsertPosition, markup: string) {
        native.call(this, place, markup);
        rewriteTree(this.parentElement ?? this, rewriting);
      },
  );
  patch(
    Element.prototype,
    "attachShadow",
    (native) =>
      function attach(this: Element, init: ShadowRootInit) {
        const root = native.call(this, init);
        watchElements(root, rewriting);
        return root;
      },
  );
}

/** Whatever gets into the page by another way. */
export function watchElements(root: Document | ShadowRoot, rewriting: Rewriting): void {
  const observer = new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === "attributes") rewriteElement(target as Element, rewriting);
      else if (target instanceof HTMLStyleElement) rewriteElement(target, rewriting);
      for (const node of addedNodes) if (node instanceof Element) rewriteTree(node, rewriting);
    }
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: REWRITTEN_ATTRIBUTES,
  });
}
