import pLimit from "p-limit";

/**
 * Does something with each item, so many at a time; results are in the order of the items. Where it fails nothing more is begun, and what is
 * under way is waited for, since it may be paid for already.
 * @throws what the work threw
 */
export async function workThrough<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(atOnce);
  let isBroken = false;
  const begun = items.map((item) =>
    limit(async () => {
      if (isBroken) return [];
      try {
        return [await work(item)];
      } catch (error) {
        isBroken = true;
        throw error;
      }
    }),
  );
  await Promise.allSettled(begun);
  return (await Promise.all(begun)).flat();
}
