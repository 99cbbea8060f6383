import type { Ballot, Place } from "../../site/protocol.ts";

/** What a vote tells of how its apps were looked at. */
export type Use = Pick<Ballot, "opened" | "used">;

/** So long an app must be in view, loaded, to count as opened. */
export const LOOK_MS = 1_000;
/** An app that takes the focus so soon after it was loaded was not gone into: it does so at its start. */
const START_MS = 3_000;

interface FrameUse {
  readonly opened: boolean;
  readonly used: number;
  /** Null until it is. */
  readonly loadedAtMs: number | null;
  readonly isSeen: boolean;
  /** Since when it has been both loaded and seen. */
  readonly sinceMs: number | null;
}

/** All that counting needs to know. */
export interface UseCount {
  readonly frames: Readonly<Record<Place, FrameUse>>;
  /** The app that the pointer is over. */
  readonly pointer: Place | null;
  /** Whether Tab was the last key, and nothing was pressed since. */
  readonly wasTab: boolean;
  /** Where the focus is; null: in the page, or elsewhere. */
  readonly inside: Place | null;
  /** Whether it was the rater who took it there. */
  readonly isEntered: boolean;
  /** A device whose finger says nothing of where it is before it touches an app. */
  readonly isTouch: boolean;
}

export type UseEvent =
  | { readonly kind: "loaded"; readonly place: Place; readonly atMs: number }
  /** It is loaded anew. */
  | { readonly kind: "unloaded"; readonly place: Place }
  /** Whether at least half of it is in view. */
  | { readonly kind: "seen"; readonly place: Place; readonly isSeen: boolean; readonly atMs: number }
  | { readonly kind: "time"; readonly atMs: number }
  | { readonly kind: "pointer"; readonly place: Place | null }
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "press" }
  | { readonly kind: "focus"; readonly place: Place | null };

const NEW_FRAME: FrameUse = { opened: false, used: 0, loadedAtMs: null, isSeen: false, sinceMs: null };

export const createUseCount = (isTouch: boolean): UseCount => ({
  frames: { first: NEW_FRAME, second: NEW_FRAME },
  pointer: null,
  wasTab: false,
  inside: null,
  isEntered: false,
  isTouch,
});

/** What the page saw, which no app can tell it: nothing that a frame says is listened to. */
export function countUse(count: UseCount, event: UseEvent): UseCount {
  switch (event.kind) {
    case "loaded":
      return change(count, event.place, (frame) => look({ ...frame, loadedAtMs: event.atMs }, event.atMs));
    case "unloaded":
      return change(count, event.place, (frame) => ({ ...frame, loadedAtMs: null, sinceMs: null }));
    case "seen":
      return change(count, event.place, (frame) =>
        look({ ...look(frame, event.atMs), isSeen: event.isSeen }, event.atMs),
      );
    case "time": {
      const { first, second } = count.frames;
      return { ...count, frames: { first: look(first, event.atMs), second: look(second, event.atMs) } };
    }
    case "pointer":
      return { ...count, pointer: event.place };
    case "key":
      return { ...count, wasTab: event.key === "Tab" };
    case "press":
      return { ...count, wasTab: false };
    case "focus":
      return focus(count, event.place);
  }
}

export const readUse = ({ frames: { first, second } }: UseCount): Use => ({
  opened: { first: first.opened, second: second.opened },
  used: { first: first.used, second: second.used },
});

/** Whether an app took the focus by itself while it started: the rater may be typing, and is given it back. */
export function isTaken({ inside, isEntered, frames }: UseCount, atMs: number): boolean {
  if (inside === null || isEntered) return false;
  const { loadedAtMs } = frames[inside];
  return loadedAtMs === null || atMs - loadedAtMs < START_MS;
}

/** Whether the focus is in an app that the rater did not take it to, and now comes to with the pointer: without the focus, the press is seen. */
export const isMet = ({ inside, isEntered, pointer }: UseCount): boolean =>
  inside !== null && !isEntered && pointer === inside;

const change = (count: UseCount, place: Place, toFrame: (frame: FrameUse) => FrameUse): UseCount => ({
  ...count,
  frames: { ...count.frames, [place]: toFrame(count.frames[place]) },
});

function look(frame: FrameUse, atMs: number): FrameUse {
  if (frame.loadedAtMs === null || !frame.isSeen) return { ...frame, sinceMs: null };
  const sinceMs = frame.sinceMs ?? atMs;
  return { ...frame, sinceMs, opened: frame.opened || atMs - sinceMs >= LOOK_MS };
}

function focus(count: UseCount, place: Place | null): UseCount {
  if (place === count.inside) return count;
  if (place === null) return { ...count, inside: null, isEntered: false };
  const isEntered = count.pointer === place || count.wasTab || count.isTouch;
  const entered = { ...count, inside: place, isEntered, wasTab: false };
  return isEntered ? change(entered, place, (frame) => ({ ...frame, used: frame.used + 1 })) : entered;
}
