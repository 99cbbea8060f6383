type Attributes = Record<string, string | number | boolean | null | ((event: Event) => void)>;

/** An element; attributes that are null or false are left out, functions listen. */
export function el(name: string, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== false)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

export function find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  return document.querySelector<Kind>(selector)!;
}

export function options(values: string[]): HTMLElement[] {
  return values.map((value) => el("option", {}, value));
}
