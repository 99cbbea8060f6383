import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { workThrough } from "../../../src/arena/judge/work-through.ts";

describe("working through a list", () => {
  it("gives results in the order of the list, so many at a time", async () => {
    let [now, most] = [0, 0];
    const results = await workThrough([30, 20, 10, 1], 2, async (ms) => {
      now += 1;
      most = Math.max(most, now);
      await wait(ms);
      now -= 1;
      return ms * 2;
    });
    expect(results).toEqual([60, 40, 20, 2]);
    expect(most).toBe(2);
  });

  it("waits for what is under way where one fails, and begins nothing more", async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const working = workThrough([0, 1, 2, 3, 4, 5], 3, async (item) => {
      begun.push(item);
      await wait(item === 1 ? 5 : 40);
      if (item === 1) throw new Error("refused");
      ended.push(item);
    });
    await expect(working).rejects.toThrow("refused");
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([0, 2]);
  });
});
