import { element } from "../dom.js";
import { showFieldError } from "../field-error.js";
import { parseAmount } from "../money.js";
import { today } from "../months.js";

const MESSAGES = {
  description: "Enter a description.",
  amount: "Enter an amount above zero, with at most two decimals.",
  category: "Choose a category.",
  date: "Choose a date.",
};
const FIELDS = Object.keys(MESSAGES);

/** The form that adds an expense. */
export function createAddForm(store) {
  const form = document.querySelector("#add-form");
  form.category.append(
    element("option", { value: "" }, "Choose…"),
    ...store.state.categories.map((name) => element("option", { value: name }, name)),
  );
  form.date.value = today();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const expense = {
      description: form.description.value.trim(),
      cents: parseAmount(form.amount.value),
      category: form.category.value,
      date: form.date.value,
    };
    const wrong = FIELDS.filter((name) => !expense[name === "amount" ? "cents" : name]);
    for (const name of FIELDS) {
      showFieldError(
        form[name],
        form.querySelector(`#${name}-error`),
        wrong.includes(name) ? MESSAGES[name] : null,
      );
    }
    if (wrong.length > 0) {
      form.reset();
      form[wrong[0]].focus();
      return;
    }
    store.add(expense);
    form.reset();
    form.date.value = expense.date;
    form.description.focus();
  });
  return { render: () => {} };
}
