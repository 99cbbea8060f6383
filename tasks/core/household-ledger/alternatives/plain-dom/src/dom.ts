type Child = Node | string;
type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** An element. Functions listen, false leaves an attribute out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

let count = 0;

/** A control below its label, with room for what is wrong. */
export class Field<Control extends HTMLInputElement | HTMLSelectElement> {
  readonly box: HTMLDivElement;
  readonly #error: HTMLParagraphElement;

  constructor(
    label: string,
    readonly control: Control,
  ) {
    const id = `f${(count += 1)}`;
    control.id = id;
    this.#error = el("p", { class: "error", id: `${id}e`, hidden: true });
    control.setAttribute("aria-describedby", `${id}e`);
    this.box = el("div", { class: "field" }, el("label", { for: id }, label), control, this.#error);
  }

  get value(): string {
    return this.control.value;
  }

  set value(value: string) {
    this.control.value = value;
  }

  complain(error: string | null): boolean {
    this.#error.textContent = error ?? "";
    this.#error.hidden = error === null;
    if (error === null) this.control.removeAttribute("aria-invalid");
    else this.control.setAttribute("aria-invalid", "true");
    return error === null;
  }
}

export const textField = (label: string, attributes: Attributes = {}): Field<HTMLInputElement> =>
  new Field(label, el("input", { autocomplete: "off", ...attributes }));

export function selectField(label: string, options: readonly (readonly [value: string, text: string])[]) {
  const field = new Field(label, el("select"));
  fillOptions(field, options);
  return field;
}

/** Other options; what was chosen stays so where it is still there. */
export function fillOptions(
  field: Field<HTMLSelectElement>,
  options: readonly (readonly [value: string, text: string])[],
): void {
  const chosen = field.value;
  field.control.replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
  if (options.some(([value]) => value === chosen)) field.value = chosen;
}

export const button = (text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement =>
  el("button", { type: "button", click: onClick, ...attributes }, text);

export const amount = (testId: string, text = ""): HTMLSpanElement =>
  el("span", { "data-testid": testId, class: "money" }, text);
