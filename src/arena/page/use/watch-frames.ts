import type { Place } from "../../site/protocol.ts";
import { countUse, createUseCount, isMet, isTaken, readUse, type Use, type UseEvent } from "./use.ts";

/** From one app into another no event tells of the focus. */
const STEP_MS = 200;

/** Counts how the apps of one battle are used. */
export interface Watch {
  readonly tell: (event: UseEvent) => void;
  readonly read: () => Use;
  /** Listens to the window. Gives what ends it. */
  readonly start: () => () => void;
}

/** @param pageElement takes the focus where nothing else of the page had it */
export function createWatch(pageElement: () => HTMLElement | null): Watch {
  let count = createUseCount(matchMedia("(hover: none)").matches);
  let last: HTMLElement | null = null;
  const giveBack = () => {
    const target = last?.isConnected === true ? last : pageElement();
    target?.focus({ preventScroll: true });
    count = countUse(count, { kind: "focus", place: findFocusedPlace() });
  };
  const tell = (event: UseEvent) => {
    count = countUse(count, event);
    if (event.kind === "pointer" && isMet(count)) giveBack();
  };
  const follow = () => {
    // Who looks at another window has not left the app.
    if (!document.hasFocus()) return;
    tell({ kind: "focus", place: findFocusedPlace() });
    if (isTaken(count, Date.now())) giveBack();
  };
  const step = () => {
    follow();
    tell({ kind: "time", atMs: Date.now() });
  };
  const start = () => {
    const control = new AbortController();
    const options = { capture: true, signal: control.signal };
    // Only after the event it is known which element has the focus.
    addEventListener("blur", () => setTimeout(follow), options);
    addEventListener("focus", () => setTimeout(follow), options);
    addEventListener("focusin", ({ target }) => (last = toPageElement(target) ?? last), options);
    addEventListener("keydown", ({ key }) => tell({ kind: "key", key }), options);
    addEventListener("pointerdown", () => tell({ kind: "press" }), options);
    const timer = setInterval(step, STEP_MS);
    return () => {
      control.abort();
      clearInterval(timer);
    };
  };
  return {
    tell,
    start,
    read: () => {
      tell({ kind: "time", atMs: Date.now() });
      return readUse(count);
    },
  };
}

const toPageElement = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement && !(target instanceof HTMLIFrameElement) ? target : null;

/** The app whose frame has the focus. */
function findFocusedPlace(): Place | null {
  const { activeElement } = document;
  const place = activeElement instanceof HTMLIFrameElement ? activeElement.dataset["place"] : null;
  return place === "first" || place === "second" ? place : null;
}
