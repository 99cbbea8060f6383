type Child = Node | string | null | false;
type Props = Record<string, unknown>;

export function el(tag: string, props: Props = {}, ...children: Child[]): HTMLElement {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name, value as EventListener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return node;
}

export const test = (testId: string, ...children: Child[]) => el("p", { "data-testid": testId }, ...children);
export const button = (name: string, click: () => void, props: Props = {}) =>
  el("button", { type: "button", click, ...props }, name);
export const turkish = (text: string) => el("span", { lang: "tr", dir: "ltr", class: "tr" }, text);
export const field = (label: string, props: Props = {}) => {
  const input = el("input", { autocomplete: "off", ...props }) as HTMLInputElement;
  return { input, row: el("label", {}, el("span", {}, label), input) };
};

export const app = document.querySelector<HTMLElement>("#app")!;

/** What the keys of a screen do; a button or field that has the focus comes first. */
let keys: Record<string, () => void> = {};

export function show(screen: Child[], itsKeys: Record<string, () => void> = {}): void {
  app.replaceChildren(...screen.filter((child): child is Node => child instanceof Node));
  keys = itsKeys;
}

document.addEventListener("keydown", (event) => {
  const at = "۰۱۲۳۴۵۶۷۸۹".indexOf(event.key);
  const name = at === -1 ? event.key : String(at);
  const focused = document.activeElement;
  if (event.repeat || !(name in keys) || focused instanceof HTMLInputElement) return;
  if (focused instanceof HTMLButtonElement && !/\d/.test(name)) return;
  event.preventDefault();
  keys[name]!();
});
