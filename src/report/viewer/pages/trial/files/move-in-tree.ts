import type { TreeRow } from "./tree-rows.ts";

export type TreeMove =
  | { readonly kind: "go"; readonly place: number }
  | { readonly kind: "open"; readonly place: number }
  | { readonly kind: "toggle"; readonly path: string };

/** What a key does in the tree, as ARIA has it; null: nothing. @param active path of the row that has the focus */
export function moveInTree(key: string, rows: readonly TreeRow[], active: string | null): TreeMove | null {
  const place = rows.findIndex(({ path }) => path === active);
  const row = rows[place];
  if (row === undefined) return null;
  const isFolder = row.pair === null;
  const go = (target: number): TreeMove | null =>
    target < 0 || target >= rows.length ? null : { kind: "go", place: target };
  switch (key) {
    case "ArrowDown":
      return go(place + 1);
    case "ArrowUp":
      return go(place - 1);
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "Enter":
    case " ":
      return { kind: "open", place };
    case "ArrowRight":
      if (!isFolder) return null;
      return row.isOpen ? go(place + 1) : { kind: "toggle", path: row.path };
    case "ArrowLeft":
      if (isFolder && row.isOpen) return { kind: "toggle", path: row.path };
      return go(rows.slice(0, place).findLastIndex(({ level }) => level < row.level));
    default:
      return null;
  }
}
