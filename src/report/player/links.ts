import { APP_ORIGIN, resolveAddress } from "./files/address.ts";
import type { AppLocation } from "./shims/app-location.ts";

/** Links and forms go to the app's own pages; those that lead out of it lead nowhere. */
export function followLinks(page: Window, app: AppLocation): void {
  page.addEventListener("click", (event) => {
    const link = findLink(event);
    const address = link?.getAttribute("href") ?? link?.getAttribute("xlink:href") ?? null;
    if (address === null || event.defaultPrevented) return;
    const url = resolveAddress(address, page.document.baseURI);
    if (url !== null && ["javascript:", "blob:", "data:"].includes(url.protocol)) return;
    event.preventDefault();
    app.go(address);
  });
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "get") return;
    const url = resolveAddress(form.getAttribute("action") ?? "", page.document.baseURI);
    if (url?.origin !== APP_ORIGIN) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].map(([name, value]) => [
      name,
      typeof value === "string" ? value : value.name,
    ]);
    url.search = String(new URLSearchParams(fields));
    app.go(url.href);
  });
}

/** @returns the link that an event is in, in a shadow tree too */
const findLink = (event: Event): Element | null =>
  event
    .composedPath()
    .find(
      (node): node is Element => node instanceof Element && node.matches("a[href], area[href], a[*|href]"),
    ) ?? null;
