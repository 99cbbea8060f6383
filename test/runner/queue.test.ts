import { expect, it } from "vitest";
import { createQueue } from "../../src/runner/queue.ts";

async function drain(items: readonly string[], concurrency: number, places: number) {
  let most = 0;
  let mostLocal = 0;
  const active: string[] = [];
  await createQueue(concurrency).drain(
    items,
    async (item) => {
      active.push(item);
      most = Math.max(most, active.length);
      mostLocal = Math.max(mostLocal, active.filter((one) => one.startsWith("local")).length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      active.splice(active.indexOf(item), 1);
    },
    (item) => (item.startsWith("local") ? { name: "ollama", places } : null),
  );
  return { most, mostLocal };
}

it("works on so many at a time, and on so many of a lane", async () => {
  const items = ["local1", "local2", "local3", "cloud1", "cloud2", "cloud3", "local4"];
  expect(await drain(items, 3, 1)).toEqual({ most: 3, mostLocal: 1 });
  expect(await drain(items, 4, 2)).toEqual({ most: 4, mostLocal: 2 });
});

it("keeps others working while a lane is full", async () => {
  const { most } = await drain(["local1", "local2", "local3", "cloud1", "cloud2"], 2, 1);
  expect(most).toBe(2);
});

it("fails with the first failure, once all have settled", async () => {
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    if (item === 1) throw new Error("first");
    done.push(item);
  };
  await expect(createQueue(2).drain([1, 2, 3], work)).rejects.toThrow("first");
  expect(done).toEqual([2, 3]);
});
