import { el, find } from "./dom.ts";

const HEIGHT = 30;
const SPARE = 10;

export type Direction = "ascending" | "descending";

interface Content {
  names: string[];
  rows: string[][];
  sorted: { column: number; direction: Direction } | null;
  onSort: (column: number) => void;
}

let content: Content | null = null;
let shownFrom = -1;
const scroller = find("#scroller");

/** Shows other rows. The element of the table is made anew where the columns are others. */
export function showGrid(next: Content, { fromTop }: { fromTop: boolean }): void {
  if (content?.names.join("\n") !== next.names.join("\n") || scroller.firstChild === null) build(next);
  content = next;
  const table = find("[data-testid=table]");
  table.setAttribute("aria-rowcount", String(next.rows.length + 1));
  table.querySelectorAll("th").forEach((th, column) => {
    const direction = next.sorted?.column === column ? next.sorted.direction : null;
    if (direction === null) th.removeAttribute("aria-sort");
    else th.setAttribute("aria-sort", direction);
  });
  shownFrom = -1;
  if (fromTop) scroller.scrollTop = 0;
  draw();
}

function build({ names }: Content): void {
  const heads = names.map((name, column) =>
    el("th", { scope: "col" }, el("button", { type: "button", click: () => content!.onSort(column) }, name)),
  );
  scroller.replaceChildren(
    el(
      "table",
      {
        role: "grid",
        "aria-label": "Data",
        "data-testid": "table",
        style: `min-width: ${names.length * 130}px`,
      },
      el("thead", {}, el("tr", { "aria-rowindex": 1 }, ...heads)),
      el("tbody"),
    ),
  );
}

function draw(): void {
  const { names, rows } = content!;
  const visible = Math.ceil(scroller.clientHeight / HEIGHT);
  const top = Math.floor(scroller.scrollTop / HEIGHT);
  const from = Math.max(0, Math.min(top, rows.length - visible) - SPARE);
  const to = Math.min(rows.length, from + visible + 2 * SPARE);
  if (from === shownFrom) return;
  shownFrom = from;
  const gap = (height: number) =>
    el(
      "tr",
      { role: "presentation", class: "gap" },
      el("td", { role: "presentation", colspan: names.length, style: `height: ${height}px` }),
    );
  const shown = rows
    .slice(from, to)
    .map((row, offset) =>
      el(
        "tr",
        { "data-testid": "row", "aria-rowindex": from + offset + 2 },
        ...row.map((value) => el("td", { "data-testid": "cell" }, value)),
      ),
    );
  find("[data-testid=table] tbody").replaceChildren(
    gap(from * HEIGHT),
    ...shown,
    gap((rows.length - to) * HEIGHT),
  );
}

scroller.addEventListener("scroll", () => {
  if (content !== null) draw();
});
window.addEventListener("resize", () => {
  shownFrom = -1;
  if (content !== null) draw();
});
