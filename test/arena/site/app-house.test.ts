import { describe, expect, it } from "vitest";
import { createAppHouse, type HouseOptions } from "../../../src/arena/site/app-house.ts";
import type { AppSource, Match } from "../../../src/arena/site/match.ts";
import { InfraError } from "../../../src/core/errors.ts";
import { makeMatches } from "./entrants.ts";

/** A house whose sandboxes are counted. */
function openHouse(changes: Partial<HouseOptions> = {}) {
  const running = new Set<string>();
  const notes: string[] = [];
  const clock = { now: 1_000 };
  let number = 0;
  const house = createAppHouse({
    mostStarted: 4,
    pack: (files) => files.map(({ path }) => path).join(),
    now: () => (clock.now += 1),
    newName: () => `name${(number += 1)}`,
    isOwnFault: (error) => (error as Error).message === "does not start",
    note: (line) => void notes.push(line),
    ...changes,
  });
  const served = (name: string, ended = new AbortController()): AppSource => ({
    kind: "sandbox",
    start: async () => {
      running.add(name);
      return {
        url: `http://${name}.localhost/`,
        ended: ended.signal,
        [Symbol.asyncDispose]: async () => void running.delete(name),
      };
    },
  });
  return { house, running, notes, clock, served };
}

const [BLANK] = makeMatches("acme/one", "beta/two");

/** A match of two such apps. */
const toMatch = (id: string, a: AppSource, b: AppSource): Match => ({
  ...BLANK!,
  id,
  a: { ...BLANK!.a, source: a },
  b: { ...BLANK!.b, source: b },
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const files: AppSource = {
  kind: "files",
  read: async () => [{ path: "index.html", content: new Uint8Array() }],
};
const fails = (message: string): AppSource => ({
  kind: "sandbox",
  start: async () => {
    throw new Error(message);
  },
});
const MINUTE_MS = 60_000;

describe("the apps of open battles", () => {
  it("are packed once, under a name of each battle's own, where they are nothing but files", async () => {
    let packed = 0;
    const { house } = openHouse({ pack: () => `page ${(packed += 1)}` });
    const match = toMatch("m", files, { kind: "dead" });
    expect(house.open("anne", match).a).toEqual({ state: "starting", src: null });
    expect(house.settledAt("anne", match)).toBeNull();
    await settle();
    expect(house.open("anne", match)).toEqual({
      a: { state: "ready", src: "/apps/name1.html" },
      b: { state: "failed", src: null },
    });
    expect(house.settledAt("anne", match)).not.toBeNull();
    house.open("bilal", match);
    await settle();
    expect(house.open("bilal", match).a.src).toBe("/apps/name3.html");
    expect([await house.page("name1"), await house.page("name3")]).toEqual(["page 1", "page 1"]);
    expect(await house.page("name2")).toBeNull();
    await house.close("anne", "m");
    expect(await house.page("name1")).toBeNull();
    expect(await house.page("name3")).toBe("page 1");
  });

  it("are started in sandboxes, and end with their battle and with the house", async () => {
    const { house, running, served } = openHouse();
    const [one, two] = ["one", "two"].map((name) => toMatch(name, served(`${name}.a`), served(`${name}.b`)));
    house.open("anne", one!);
    house.open("bilal", two!);
    await settle();
    expect(house.open("anne", one!).a).toEqual({ state: "ready", src: "http://one.a.localhost/" });
    await house.close("anne", "one");
    expect([...running]).toEqual(["two.a", "two.b"]);
    await house[Symbol.asyncDispose]();
    expect([...running]).toEqual([]);
  });

  it("wait for room, both of a battle together, and end nobody's who judges", async () => {
    const { house, running, served } = openHouse({ mostStarted: 3 });
    const [one, two] = ["one", "two"].map((name) => toMatch(name, served(`${name}.a`), served(`${name}.b`)));
    house.open("anne", one!);
    house.open("bilal", two!);
    await settle();
    expect([...running]).toEqual(["one.a", "one.b"]);
    expect(house.open("bilal", two!).a.state).toBe("starting");
    await house.close("anne", "one");
    house.open("bilal", two!);
    await settle();
    expect([...running]).toEqual(["two.a", "two.b"]);
  });

  it("that were brought up beforehand make room for those that somebody waits for", async () => {
    const { house, running, served } = openHouse();
    const [one, next, other] = ["one", "next", "other"].map((name) =>
      toMatch(name, served(`${name}.a`), served(`${name}.b`)),
    );
    house.open("anne", one!);
    house.warm("anne", next!);
    await settle();
    expect(running.size).toBe(4);
    house.open("bilal", other!);
    await settle();
    expect([...running].toSorted()).toEqual(["one.a", "one.b", "other.a", "other.b"]);
    house.warm("bilal", next!);
    await settle();
    expect(running.size).toBe(4);
  });

  it("make room once their rater has left", async () => {
    const { house, running, clock, served } = openHouse({ mostStarted: 2 });
    const [one, two] = ["one", "two"].map((name) => toMatch(name, served(`${name}.a`), served(`${name}.b`)));
    house.open("anne", one!);
    await settle();
    clock.now += 2 * MINUTE_MS;
    house.open("bilal", two!);
    expect([...running]).toEqual(["one.a", "one.b"]);
    clock.now += 2 * MINUTE_MS;
    house.open("bilal", two!);
    await settle();
    house.open("bilal", two!);
    await settle();
    expect([...running]).toEqual(["two.a", "two.b"]);
  });

  it("are told apart: not started by their own fault, and lost by ours", async () => {
    const { house, notes } = openHouse();
    const own = toMatch("own", fails("does not start"), fails("the engine went away"));
    const ours = toMatch("ours", { kind: "files", read: async () => null }, { kind: "dead" });
    house.open("anne", own);
    house.open("anne", ours);
    await settle();
    const states = [house.open("anne", own), house.open("anne", ours)].flatMap(({ a, b }) => [
      a.state,
      b.state,
    ]);
    expect(states).toEqual(["failed", "lost", "lost", "failed"]);
    expect(notes).toEqual([
      "an app did not start: does not start",
      "an app did not start: the engine went away",
    ]);
  });

  it("fail where they end by themselves, and are lost where the engine ends them", async () => {
    const { house, served } = openHouse();
    const [own, ours] = [new AbortController(), new AbortController()];
    const match = toMatch("m", served("one", own), served("two", ours));
    house.open("anne", match);
    await settle();
    own.abort(new Error("the start command ended with exit code 1"));
    expect(house.open("anne", match)).toMatchObject({ a: { state: "failed" }, b: { state: "ready" } });
    ours.abort(new InfraError("engine", "the engine went away"));
    expect(house.open("anne", match).b.state).toBe("lost");
  });
});
