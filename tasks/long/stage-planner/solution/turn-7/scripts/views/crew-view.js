import { h } from "../dom.js";
import { dutiesOf } from "../duties.js";
import { field } from "../field.js";
import { find } from "../plan.js";
import { formatSpan } from "../time.js";
import { quietButton } from "./quiet-button.js";
import { totalOf } from "./total.js";

/** Everybody of the crew with their duties, and the form that adds somebody. */
export function crewView(context) {
  const { plan } = context;
  return h(
    "div",
    { class: "people" },
    addForm(context),
    h(
      "ul",
      { class: "cards" },
      plan.crew.map((person) => personView(person, context)),
    ),
  );
}

function addForm({ nameError, words, actions }) {
  const onsubmit = (event) => {
    event.preventDefault();
    const { name } = event.target.elements;
    if (actions.addPerson(name.value.trim())) name.value = "";
    name.focus();
  };
  return h(
    "form",
    { class: "add", novalidate: true, onsubmit },
    field({ name: "name", label: words.name, error: words.errors[nameError] }, (control) =>
      h("input", { ...control, autocomplete: "off" }),
    ),
    h("button", { type: "submit", class: "primary" }, words.addPerson),
  );
}

function personView(person, { plan, words, actions }) {
  const duties = dutiesOf(plan, person);
  const minutes = duties.reduce((sum, { start, end }) => sum + end - start, 0);
  return h(
    "li",
    { key: person.id, class: "card", "data-testid": "crew-member" },
    h("h2", {}, person.name),
    h("p", { class: "total", "data-testid": "crew-total" }, totalOf(words.duties(duties.length), minutes)),
    h(
      "ol",
      { class: "lines" },
      duties.map((duty) =>
        h(
          "li",
          { key: duty.slot.id, "data-testid": "duty" },
          h("span", { class: "time" }, formatSpan(duty)),
          ` ${find(plan.acts, duty.slot.act).name}, ${duty.stage.name}`,
        ),
      ),
    ),
    quietButton(words.rename, words.renameNamed(person.name), () => actions.rename("crew", person)),
    quietButton(words.remove, words.removeNamed(person.name), () => actions.removePerson(person)),
  );
}
