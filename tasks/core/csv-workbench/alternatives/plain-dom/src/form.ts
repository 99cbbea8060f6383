import { el, find, options } from "./dom.ts";
import { KINDS, type Step } from "./steps.ts";

const form = find<HTMLFormElement>("#step-form");

const labelled = (label: string, control: HTMLElement) => el("label", {}, `${label} `, control);

/** Builds the form for the columns of a file. */
export function buildForm(names: string[], onAdd: (step: Step) => void): void {
  const kind = el("select", { name: "kind", change: () => showFields() }, ...options(Object.keys(KINDS)));
  const fields = el("div", { class: "fields" });
  const error = el("p", { role: "alert", class: "error" });
  const showFields = () => {
    const chosen = KINDS[(kind as HTMLSelectElement).value]!;
    error.textContent = "";
    const column = el(
      "select",
      { name: "column" },
      ...(chosen.all ? [el("option", { value: "" }, "All columns")] : []),
      ...options(names),
    );
    const boxes = names.map((name) =>
      el(
        "label",
        { class: "box" },
        el("input", { type: "checkbox", name: "compare", value: name }),
        ` ${name}`,
      ),
    );
    fields.replaceChildren(
      chosen.many
        ? el("div", { role: "group", "aria-label": "Compare columns" }, ...boxes)
        : labelled("Column", column),
      ...chosen.fields.map(({ label, options: choices }, at) =>
        labelled(
          label,
          choices
            ? el("select", { name: `field${at}` }, ...options(choices))
            : el("input", { type: "text", name: `field${at}` }),
        ),
      ),
    );
  };
  form.replaceChildren(labelled("Step", kind), fields, error, el("button", { type: "submit" }, "Add step"));
  form.hidden = false;
  showFields();
  form.onsubmit = (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const text = (name: string) => (data.get(name) as string | null) ?? "";
    const chosen = KINDS[text("kind")]!;
    const columns = (chosen.many ? data.getAll("compare") : [text("column")]) as string[];
    const step = { do: text("kind"), columns: columns.filter(Boolean), a: text("field0"), b: text("field1") };
    const fault = chosen.fault?.(step) ?? null;
    error.textContent = fault;
    if (fault === null) onAdd(step);
  };
}
