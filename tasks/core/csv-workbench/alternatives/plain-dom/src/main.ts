import { describeColumn, FIGURES, type Figures } from "./columns.ts";
import { readSheet, type Sheet, toCsv } from "./csv.ts";
import { el, find, options } from "./dom.ts";
import { buildForm } from "./form.ts";
import { type Direction, showGrid } from "./grid.ts";
import { recipe } from "./recipe.ts";
import { count, describe, run } from "./steps.ts";

let sheet: Sheet | null = null;
let cleaned: string[][] = [];
let figures: Figures[] = [];
let sorted: { column: number; direction: Direction } | null = null;
const filterText = find<HTMLInputElement>("#filter-text");
const filterColumn = find<HTMLSelectElement>("#filter-column");

function clean(): void {
  const steps = recipe.steps();
  let results: string[] = [];
  if (sheet !== null) {
    const { names } = sheet;
    ({ rows: cleaned, results } = run(sheet, steps));
    figures = names.map((_, column) => describeColumn(cleaned, column));
    showSummary(names);
    showRows(false);
  }
  find<HTMLButtonElement>("#undo").disabled = !recipe.canUndo();
  find<HTMLButtonElement>("#redo").disabled = !recipe.canRedo();
  find<HTMLButtonElement>("#clear").disabled = steps.length === 0;
  find("#step-list").replaceChildren(
    ...steps.map((step, at) =>
      el(
        "article",
        { "data-testid": "step" },
        el("p", {}, `${describe(step)}${results[at] === undefined ? "" : ` – ${results[at]}`}`),
        el(
          "button",
          {
            type: "button",
            "aria-label": `Remove step ${at + 1}`,
            click: () => change(steps.toSpliced(at, 1)),
          },
          "Remove",
        ),
      ),
    ),
  );
}

function change(steps: ReturnType<typeof recipe.steps>): void {
  recipe.set(steps);
  clean();
}

function travel(by: 1 | -1): void {
  recipe.move(by);
  clean();
}

/** Numbers them as they come from the file, so that equal ones keep that order whichever way they are sorted. */
function choose(): string[][] {
  const text = filterText.value.toLowerCase();
  const only = filterColumn.selectedIndex - 1;
  const fits = (row: string[]) =>
    (only < 0 ? row : [row[only]!]).some((value) => value.toLowerCase().includes(text));
  const chosen = text === "" ? [...cleaned] : cleaned.filter(fits);
  if (sorted === null) return chosen;
  const { column, direction } = sorted;
  const isNumber = figures[column]!.type === "number";
  const keys = chosen.map((row, order) => ({
    row,
    order,
    key: isNumber ? Number(row[column]) : row[column]!.toLowerCase(),
  }));
  const sign = direction === "ascending" ? 1 : -1;
  keys.sort((one, other) => {
    const [a, b] = [one.row[column] === "", other.row[column] === ""];
    if (a !== b) return a ? 1 : -1;
    if (a || one.key === other.key) return one.order - other.order;
    return one.key < other.key ? -sign : sign;
  });
  return keys.map(({ row }) => row);
}

function showRows(fromTop: boolean): void {
  const rows = choose();
  find("[data-testid=row-count]").textContent = `${count(rows.length)} of ${count(cleaned.length)} rows`;
  find("#no-match").hidden = rows.length > 0 || cleaned.length === 0;
  showGrid({ names: sheet!.names, rows, sorted, onSort: sortBy }, { fromTop });
}

function sortBy(column: number): void {
  if (sorted?.column !== column) sorted = { column, direction: "ascending" };
  else sorted = sorted.direction === "ascending" ? { column, direction: "descending" } : null;
  showRows(true);
}

function showSummary(names: string[]): void {
  const heads = ["column", ...FIGURES].map((figure) => el("th", { scope: "col" }, figure));
  const lines = names.map((name, column) =>
    el(
      "tr",
      { "data-testid": "summary" },
      el("th", { scope: "row" }, name),
      ...FIGURES.map((figure) => el("td", { "data-testid": figure }, figures[column]![figure])),
    ),
  );
  find("#summary").replaceChildren(
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...lines)),
  );
}

async function open(file: File): Promise<void> {
  const result = await readSheet(file);
  find("#complaint").textContent = result.error ?? "";
  if (result.sheet === null) return;
  ({ sheet } = result);
  sorted = null;
  filterText.value = "";
  filterColumn.replaceChildren(...options(["All columns", ...sheet.names]));
  find("#opened").hidden = false;
  find("#data").hidden = false;
  find("[data-testid=file]").textContent = sheet.name;
  find("[data-testid=separator]").textContent = sheet.separator === "," ? "comma" : "semicolon";
  find("#problems").replaceChildren(
    ...sheet.problems.map((problem) => el("li", { "data-testid": "problem" }, problem)),
  );
  buildForm(sheet.names, (step) => change([...recipe.steps(), step]));
  clean();
  showRows(true);
}

find("#file-input").addEventListener("change", ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? [];
  if (file) void open(file);
});
find("#undo").addEventListener("click", () => travel(-1));
find("#redo").addEventListener("click", () => travel(1));
find("#clear").addEventListener("click", () => change([]));
filterText.addEventListener("input", () => showRows(true));
filterColumn.addEventListener("change", () => showRows(true));
document.addEventListener("keydown", (event) => {
  const isText = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (isText || event.altKey || event.key.toUpperCase() !== "Z" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  travel(event.shiftKey ? 1 : -1);
});
find("#export").addEventListener("click", () => {
  const { name, names } = sheet!;
  const dot = name.lastIndexOf(".");
  const href = URL.createObjectURL(new Blob([toCsv(names, cleaned)]));
  el("a", { href, download: `${dot < 0 ? name : name.slice(0, dot)}-cleaned.csv` }).click();
});
clean();
