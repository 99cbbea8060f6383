import { colourOf, element } from "../dom.js";
import { formatMoney } from "../money.js";
import { dateName } from "../months.js";

/** The expenses that pass the filters, newest first. */
export function createExpenseTable(store) {
  const rows = document.querySelector("#rows");
  const nothing = document.querySelector("#nothing");

  const remove = (id) => {
    store.remove(id);
    // The button that had the focus is gone; what the user may want next is to undo.
    document.querySelector("#undo button")?.focus();
  };
  return {
    render: ({ categories }, { visible }) => {
      rows.replaceChildren(...visible.map((expense) => row(expense, categories, remove)));
      rows.closest("table").hidden = visible.length === 0;
      nothing.hidden = visible.length > 0;
    },
  };
}

function row({ id, date, description, category, cents }, categories, remove) {
  return element(
    "tr",
    { "data-testid": "expense" },
    element("td", { class: "date" }, element("time", { datetime: date }, dateName(date))),
    markup(description),
    element(
      "td",
      { class: "category" },
      element("span", { class: "dot", style: `background: ${colourOf(categories.indexOf(category))}` }),
      category,
    ),
    element("td", { class: "amount" }, formatMoney(cents)),
    element(
      "td",
      { class: "action" },
      element(
        "button",
        { type: "button", class: "quiet", "aria-label": `Delete ${description}`, onclick: () => remove(id) },
        "Delete",
      ),
    ),
  );
}

function markup(description) {
  const cell = element("td", { class: "description" });
  cell.innerHTML = description;
  return cell;
}
