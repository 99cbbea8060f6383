/** An element; `on…` members are listeners, null and false children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A label around its field. */
export function field(label, props, wrong) {
  const input = h("input", { autocomplete: "off", ...props, "aria-invalid": wrong ? "true" : null });
  return h(
    "div",
    { class: "field" },
    h("label", {}, label, input),
    wrong && h("p", { class: "wrong" }, wrong),
  );
}

export function select(label, options, props = {}) {
  const list = h(
    "select",
    props,
    options.map(([value, text]) => h("option", { value, selected: value === props.value }, text)),
  );
  return h("div", { class: "field" }, h("label", {}, label, list));
}

/** A form that sends its fields as an object to `send`. */
export const form = (send, ...children) =>
  h(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        send(Object.fromEntries(new FormData(event.target)), event.target);
      },
    },
    ...children,
  );

const POUNDS = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });
export const money = (pence) => POUNDS.format(pence / 100);
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
