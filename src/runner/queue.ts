import pLimit from "p-limit";

/** Hands out work. The in-process queue is the default; one over several machines would have the same shape. */
export interface Queue {
  /** Works on every item, so many at a time, in order. Rejects with the first failure, once all have settled. */
  readonly drain: <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => Promise<void>;
}

export function createQueue(concurrency: number): Queue {
  const limit = pLimit(concurrency);
  return {
    drain: async (items, work) => {
      const settled = await Promise.allSettled(items.map((item) => limit(() => work(item))));
      const failed = settled.find((result) => result.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}
