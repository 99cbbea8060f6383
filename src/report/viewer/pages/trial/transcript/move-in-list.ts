export interface ListPlace {
  readonly place: number;
  readonly count: number;
  /** Rows that are in view at once. */
  readonly page: number;
}

/** Where a key leads to; null: nowhere. */
export function moveInList(key: string, { place, count, page }: ListPlace): number | null {
  const target = findTarget(key, { place, count, page });
  return target === null || count === 0 ? null : Math.max(0, Math.min(count - 1, target));
}

function findTarget(key: string, { place, count, page }: ListPlace): number | null {
  switch (key) {
    case "ArrowDown":
      return place + 1;
    case "ArrowUp":
      return place - 1;
    case "PageDown":
      return place + page;
    case "PageUp":
      return place - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
