import { byId, element } from "../dom.js";
import { suggest } from "../places.js";

/** A text field with a list of suggestions, of which one may be active; the focus never leaves the field. */
export function createSearch(store, { places }) {
  const field = byId("search");
  const list = byId("suggestions");
  const noMatch = byId("no-match");
  let matches = [];
  let active = -1;

  const render = () => {
    list.replaceChildren(...matches.map(createOption));
    list.hidden = matches.length === 0;
    field.setAttribute("aria-expanded", String(matches.length > 0));
    if (active < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `suggestion-${active}`);
  };

  const createOption = ({ name, kind }, index) =>
    element(
      "li",
      {
        role: "option",
        id: `suggestion-${index}`,
        "aria-selected": String(index === active),
        // Before the field loses the focus, which would close the list.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => choose(index),
      },
      name,
      " ",
      element("span", { class: "suggestion__kind" }, kind),
    );

  const close = () => {
    matches = [];
    active = -1;
    noMatch.textContent = "";
    render();
  };

  const choose = (index) => {
    const { id, name } = matches[index];
    field.value = name;
    close();
    store.goTo(id);
  };

  const move = (step) => {
    if (matches.length === 0) return;
    active = Math.min(Math.max(active + step, 0), matches.length - 1);
    render();
  };

  const actions = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => matches.length > 0 && choose(Math.max(active, 0)),
    Escape: close,
  };
  field.addEventListener("input", () => {
    matches = suggest(places, field.value);
    active = -1;
    noMatch.textContent = matches.length === 0 && field.value.trim() !== "" ? "No place matches." : "";
    render();
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
  field.addEventListener("blur", close);
}
