import { describe, expect, it } from "vitest";
import { createAppHouse, type HouseOptions } from "../../../src/arena/site/app-house.ts";
import type { AppSource } from "../../../src/arena/site/match.ts";

/** A house whose sandboxes are counted. */
function openHouse(changes: Partial<HouseOptions> = {}) {
  const running = new Set<string>();
  const notes: string[] = [];
  const clock = { now: 1_000 };
  let number = 0;
  const house = createAppHouse({
    mostStarted: 2,
    pack: (files) => files.map(({ path }) => path).join(),
    now: () => (clock.now += 1),
    newName: () => `name${(number += 1)}`,
    isOwnFault: (error) => (error as Error).message === "does not start",
    note: (line) => void notes.push(line),
    ...changes,
  });
  const source = (name: string, ended = new AbortController()): AppSource => ({
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
  return { house, running, notes, source };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const fails = (message: string): AppSource => ({
  kind: "sandbox",
  start: async () => {
    throw new Error(message);
  },
});

describe("the apps of open battles", () => {
  it("are packed under a name of their own where they are nothing but files", async () => {
    const { house } = openHouse();
    const source: AppSource = {
      kind: "files",
      read: async () => [{ path: "index.html", content: new Uint8Array() }],
    };
    expect(house.open("one", source)).toEqual({ state: "starting", src: null });
    expect(house.settledAt("one")).toBeNull();
    await settle();
    const { state, src } = house.open("one", source);
    expect([state, src]).toEqual(["ready", "/apps/name1.html"]);
    expect(house.settledAt("one")).not.toBeNull();
    expect(await house.page("name1")).toBe("index.html");
    expect(await house.page("name2")).toBeNull();
    await house.close(["one"]);
    expect(await house.page("name1")).toBeNull();
  });

  it("are started in sandboxes, and end with their battle and with the house", async () => {
    const { house, running, source } = openHouse();
    house.open("one", source("one"));
    house.open("two", source("two"));
    await settle();
    expect(house.open("one", source("one"))).toEqual({ state: "ready", src: "http://one.localhost/" });
    await house.close(["one"]);
    expect([...running]).toEqual(["two"]);
    await house[Symbol.asyncDispose]();
    expect([...running]).toEqual([]);
  });

  it("make room: the one that nobody has asked for longest ends, and is started again when it is asked for", async () => {
    const { house, running, source } = openHouse();
    for (const name of ["one", "two", "three"]) house.open(name, source(name));
    await settle();
    expect([...running]).toEqual(["two", "three"]);
    expect(house.open("one", source("one")).state).toBe("starting");
    await settle();
    expect([...running]).toEqual(["three", "one"]);
  });

  it("are told apart: not started by their own fault, and lost by ours", async () => {
    const { house, notes } = openHouse();
    house.open("own", fails("does not start"));
    house.open("ours", fails("the engine went away"));
    house.open("pruned", { kind: "files", read: async () => null });
    house.open("dead", { kind: "dead" });
    await settle();
    const states = ["own", "ours", "pruned", "dead"].map((key) => house.open(key, { kind: "dead" }).state);
    expect(states).toEqual(["failed", "lost", "lost", "failed"]);
    expect(notes).toEqual([
      "an app did not start: does not start",
      "an app did not start: the engine went away",
    ]);
  });

  it("fail where they end by themselves", async () => {
    const { house, source } = openHouse();
    const ended = new AbortController();
    house.open("one", source("one", ended));
    await settle();
    ended.abort();
    expect(house.open("one", source("one")).state).toBe("failed");
  });
});
