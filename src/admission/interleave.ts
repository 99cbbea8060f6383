/** Merges two queues so that each is used up evenly: 2 and 6 items become `A B B B A B B B`. */
export function interleave<Item>(some: readonly Item[], others: readonly Item[]): Item[] {
  const place = (queue: readonly Item[]) => queue.map((item, index) => ({ item, at: index / queue.length }));
  return [...place(some), ...place(others)].toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}
