import { createKeptStorage } from "./kept-storage.ts";
import type { Received, ToPage } from "./messages.ts";

const STYLE = "position:fixed;inset:0;width:100%;height:100%;border:0;background:#fff";

/**
 * Holds the app's files and what it stored, and the frame that it runs in. The app has a frame of its own in here, so that it can
 * load itself anew and go from page to page: neither works for a frame from a file.
 */
export function startShell(): void {
  if (!isConfined()) {
    say(
      "This app is played inside its report. Here it could reach more than it should, so it is not started.",
    );
    return;
  }
  const files = JSON.parse(textOf("#files")) as ToPage["files"];
  const player = textOf("#player");
  const kept = createKeptStorage(window);
  let address = "/index.html";
  let frame = openFrame(player);
  const open = (next: string): void => {
    address = next;
    const before = frame;
    frame = openFrame(player);
    before.remove();
    frame.focus();
  };
  addEventListener("message", ({ source, data }: MessageEvent<Received>) => {
    if (source === null || source !== frame.contentWindow) return;
    if (data?.kind === "ready") {
      const start: ToPage = { buildoff: "start", files, address, kept: kept.entries() };
      frame.contentWindow?.postMessage(start, "*");
    } else if (data?.kind === "open") open(String(data.address));
    else kept.take(data);
  });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
    if (effectiveDirective === "frame-src") sayLost(frame, () => open(address));
  });
  addEventListener("focus", () => frame.focus());
}

/** Whether this is a frame that can reach neither the pages around it nor anything that is stored here. */
function isConfined(): boolean {
  if (window.top === window || self.origin !== "null") return false;
  try {
    return localStorage === undefined;
  } catch {
    return true;
  }
}

const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? "";

function openFrame(player: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = "The app";
  frame.style.cssText = STYLE;
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><script>${player}</script>`;
  document.body.append(frame);
  return frame;
}

function say(text: string): HTMLElement {
  const message = document.createElement("p");
  message.style.cssText = "margin:24px;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark";
  message.textContent = text;
  document.body.append(message);
  return message;
}

/** The app went where its frame may not go; its frame is empty then. */
function sayLost(frame: HTMLIFrameElement, again: () => void): void {
  if (!frame.isConnected || frame.hidden) return;
  frame.hidden = true;
  const message = say("The app left its own pages, which it cannot do here. ");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Start it again";
  button.addEventListener("click", () => {
    message.remove();
    again();
  });
  message.append(button);
}
