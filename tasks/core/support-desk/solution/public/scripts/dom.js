/** An element with attributes, listeners (`onclick` …) and children; texts are always text, never markup. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** A select's options, from pairs of value and label; keeps what is chosen where it is still offered. */
export function setOptions(select, pairs) {
  const { value } = select;
  const options = pairs.map(([value, label]) => element("option", { value }, label));
  const isSame =
    options.length === select.options.length &&
    options.every((option, n) => option.isEqualNode(select.options[n]));
  if (isSame) return;
  select.replaceChildren(...options);
  if (pairs.some(([offered]) => offered === value)) select.value = value;
}

let lastId = 0;

/** A control below its label; `error` shows a message at it, or with null takes it away. */
export function field(label, control) {
  lastId += 1;
  const id = `field-${lastId}`;
  const message = element("p", { id: `${id}-error`, class: "field-error", hidden: true });
  control.id = id;
  return {
    control,
    element: element("div", { class: "field" }, element("label", { for: id }, label), control, message),
    error(text) {
      message.textContent = text ?? "";
      message.hidden = text === null;
      if (text === null) {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-describedby");
      } else {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", message.id);
      }
    },
  };
}

/** Shows the sentences of a refused request at its fields, and goes to the first of them. */
export function showErrors(fields, messages) {
  for (const [name, { error }] of Object.entries(fields)) error(messages[name] ?? null);
  const first = Object.keys(fields).find((name) => name in messages);
  if (first !== undefined) fields[first].control.focus();
}
