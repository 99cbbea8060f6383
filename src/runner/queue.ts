import pLimit, { type LimitFunction } from "p-limit";

/** What some items share, such as a small server that works on one of them at a time. */
export interface Lane {
  readonly name: string;
  readonly places: number;
}

/** Hands out work. The in-process queue is the default; one over several machines would have the same shape. */
export interface Queue {
  /** Works on every item, so many at a time, in order. Rejects with the first failure, once all have settled. */
  readonly drain: <Item>(
    items: readonly Item[],
    work: (item: Item) => Promise<void>,
    laneOf?: (item: Item) => Lane | null,
  ) => Promise<void>;
}

export function createQueue(concurrency: number): Queue {
  const limit = pLimit(concurrency);
  return {
    drain: async (items, work, laneOf = () => null) => {
      const lanes = new Map<string, LimitFunction>();
      const enter = (lane: Lane | null, run: () => Promise<void>): Promise<void> => {
        if (lane === null) return run();
        const places = lanes.get(lane.name) ?? pLimit(lane.places);
        lanes.set(lane.name, places);
        return places(run);
      };
      // First the lane, then a place among all: whoever waits for a lane keeps nobody else from working.
      const settled = await Promise.allSettled(
        items.map((item) => enter(laneOf(item), () => limit(() => work(item)))),
      );
      const failed = settled.find((result) => result.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}
