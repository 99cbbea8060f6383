import { APP_ORIGIN, toPath } from "./files/address.ts";
import { type AppFiles, createAppFiles } from "./files/app-files.ts";
import { createBlobAddresses } from "./files/blob-addresses.ts";
import { isPage } from "./files/media-types.ts";
import { followLinks } from "./links.ts";
import type { ToPage, ToShell } from "./messages.ts";
import { rewritePage } from "./rewrite/page.ts";
import { createAppLocation } from "./shims/app-location.ts";
import { keepCookies } from "./shims/cookies.ts";
import { shimElements, watchElements } from "./shims/elements.ts";
import { shimHistory } from "./shims/history.ts";
import { shimModules } from "./shims/modules.ts";
import { shimRequests } from "./shims/requests.ts";
import { shimStorage } from "./shims/storage.ts";
import { shimStyles } from "./shims/styles.ts";
import { shimWorkers } from "./shims/workers.ts";

/** In the app's own frame: asks the shell for the app, then becomes the page of it that is open. */
export function startPage(): void {
  const shell = window.parent;
  const send = (message: ToShell): void => shell.postMessage(message, "*");
  const take = ({ source, data }: MessageEvent<ToPage>): void => {
    if (source !== shell || data.buildoff !== "start") return;
    removeEventListener("message", take);
    play(data, send);
  };
  addEventListener("message", take);
  // A page can be written anew only once it has been read to its end.
  addEventListener("load", () => send({ kind: "ready" }), { once: true });
}

function play({ files: entries, address, kept }: ToPage, send: (message: ToShell) => void): void {
  const files = createAppFiles(entries);
  const blobs = createBlobAddresses(files);
  const full = new URL(address, APP_ORIGIN);
  const rewriting = { blobs, base: () => document.baseURI };
  const app = createAppLocation(window, full, (next) => send({ kind: "open", address: next }));
  shimStorage(window, kept, send);
  keepCookies(document);
  shimHistory(window, app);
  shimModules(window);
  shimRequests(window, { files, base: rewriting.base });
  shimWorkers(window, { files, blobs, base: rewriting.base });
  shimElements(rewriting);
  shimStyles(window, rewriting);
  if (full.hash !== "") window.history.replaceState(null, "", full.href);
  const html = toHtml(files, toPath(full.href, APP_ORIGIN) ?? "");
  document.open();
  // What listens to the page is gone when it is opened; so it comes now, before any script of the app.
  watchElements(document, rewriting);
  followLinks(window, app);
  app.follow();
  document.write(rewritePage(html, { files, blobs, address: full.href }));
  document.close();
}

function toHtml(files: AppFiles, path: string): string {
  if (files.has(path) && isPage(path)) return files.text(path);
  const sentence = files.has(path) ? "This file of the app is no page." : "The app has no such page (404).";
  return `<!doctype html><meta charset="utf-8"><title>Not found</title><p style="font:16px system-ui">${sentence}</p>`;
}
