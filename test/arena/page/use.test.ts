import { describe, expect, it } from "vitest";
import {
  countUse,
  createUseCount,
  isMet,
  isTaken,
  readUse,
  type UseCount,
  type UseEvent,
} from "../../../src/arena/page/use/use.ts";

const after = (events: readonly UseEvent[], isTouch = false): UseCount =>
  events.reduce((count, event) => countUse(count, event), createUseCount(isTouch));
const opened = (...events: readonly UseEvent[]) => readUse(after(events)).opened;
const used = (...events: readonly UseEvent[]) => readUse(after(events)).used;

const loaded = (atMs: number): UseEvent => ({ kind: "loaded", place: "first", atMs });
const seen = (isSeen: boolean, atMs: number): UseEvent => ({ kind: "seen", place: "first", isSeen, atMs });
const time = (atMs: number): UseEvent => ({ kind: "time", atMs });
const over = (place: "first" | "second" | null): UseEvent => ({ kind: "pointer", place });
const into = (place: "first" | "second" | null): UseEvent => ({ kind: "focus", place });
const tab: UseEvent = { kind: "key", key: "Tab" };

describe("an app was opened", () => {
  it("once it was loaded and in view for a second", () => {
    expect(opened(loaded(0), seen(true, 100), time(1_099))).toEqual({ first: false, second: false });
    expect(opened(loaded(0), seen(true, 100), time(1_100))).toEqual({ first: true, second: false });
    expect(opened(seen(true, 0), loaded(500), time(1_499)).first).toBe(false);
    expect(opened(seen(true, 0), loaded(500), time(1_500)).first).toBe(true);
  });

  it("also where it went out of view after that, before anybody looked at the clock", () => {
    expect(opened(loaded(0), seen(true, 0), seen(false, 1_000)).first).toBe(true);
  });

  it("not by moments that only together are a second", () => {
    const events = [loaded(0), seen(true, 0), seen(false, 600), seen(true, 700), time(1_600)];
    expect(opened(...events).first).toBe(false);
  });

  it("not while it is only loaded, or only in view, or loading anew", () => {
    expect(opened(loaded(0), time(9_000)).first).toBe(false);
    expect(opened(seen(true, 0), time(9_000)).first).toBe(false);
    const anew: UseEvent = { kind: "unloaded", place: "first" };
    expect(opened(loaded(0), seen(true, 0), anew, time(9_000)).first).toBe(false);
  });
});

describe("a rater went into an app", () => {
  it("with the pointer over it, each time anew", () => {
    const visit = [over("first"), into("first"), into("first"), into(null)];
    expect(used(...visit, ...visit)).toEqual({ first: 2, second: 0 });
  });

  it("from one straight into the other", () => {
    expect(used(over("first"), into("first"), over("second"), into("second"))).toEqual({
      first: 1,
      second: 1,
    });
  });

  it("by Tab, where nothing was pressed since", () => {
    expect(used(tab, into("second")).second).toBe(1);
    expect(used(tab, { kind: "key", key: "Enter" }, into("second")).second).toBe(0);
    expect(used(tab, { kind: "press" }, into("second")).second).toBe(0);
    expect(used(tab, into("first"), into("second"))).toEqual({ first: 1, second: 0 });
  });

  it("by a finger, which no page sees before", () => {
    expect(readUse(after([into("first")], true)).used.first).toBe(1);
  });

  it("not where an app takes the focus by itself, with the pointer elsewhere", () => {
    expect(used(into("first"), into(null), over("second"), into("first"))).toEqual({ first: 0, second: 0 });
  });
});

describe("an app that takes the focus by itself", () => {
  it("while it starts has it taken back", () => {
    expect(isTaken(after([into("first")]), 0)).toBe(true);
    expect(isTaken(after([loaded(100), into("first")]), 3_000)).toBe(true);
    expect(isTaken(after([loaded(100), into("first")]), 3_100)).toBe(false);
    expect(isTaken(after([over("first"), into("first")]), 0)).toBe(false);
    expect(isTaken(after([]), 0)).toBe(false);
  });

  it("later loses it when the pointer comes, so that the press that follows is seen", () => {
    expect(isMet(after([into("first"), over("first")]))).toBe(true);
    expect(isMet(after([into("first"), over("second")]))).toBe(false);
    expect(isMet(after([over("first"), into("first"), over(null), over("first")]))).toBe(false);
  });
});
