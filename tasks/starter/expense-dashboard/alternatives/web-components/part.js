import { model } from "./model.js";

const shared = new CSSStyleSheet();
shared.replaceSync(`
  :host { display: block; }
  *, ::before, ::after { box-sizing: border-box; }
  section { height: 100%; padding: 1.1rem; border: 1px solid #e2d8c8; background: #fff; }
  h2 { margin: 0 0 0.8rem; font-size: 1.15rem; }
  ul { margin: 0; padding: 0; list-style: none; }
  label { display: block; }
  input, select, button { font: inherit; padding: 0.4rem 0.6rem; border: 1px solid #7d7060; border-radius: 3px; max-width: 100%; }
  input, select { display: block; width: 100%; background: #fff; color: inherit; }
  button { background: #5a3210; color: #fff; cursor: pointer; }
  :focus-visible { outline: 3px solid #1566c0; outline-offset: 2px; }
  .wrong { margin: 0; color: #a3160d; }
  .wrong:empty { display: none; }
`);

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (value) => String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** A template whose values are escaped, unless they are templates themselves. */
export function html(texts, ...values) {
  const write = (value) =>
    Array.isArray(value) ? value.map(write).join("") : (value?.markup ?? escape(value ?? ""));
  return {
    markup: texts.map((text, index) => text + (index < values.length ? write(values[index]) : "")).join(""),
  };
}

/** A part of the page: `draw` gives its markup from the model, anew at each change. */
export class Part extends HTMLElement {
  static css = "";

  constructor() {
    super();
    const own = new CSSStyleSheet();
    own.replaceSync(this.constructor.css);
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [shared, own];
    model.addEventListener("change", () => this.update());
  }

  update() {
    this.shadowRoot.innerHTML = this.draw().markup;
  }

  find(selector) {
    return this.shadowRoot.querySelector(selector);
  }
}
