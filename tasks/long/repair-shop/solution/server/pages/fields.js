import { html } from "./html.js";

/** A labelled field that says what is wrong with it. */
export function field({ label, name, value = "", problem, type = "text", mode, autocomplete = "off" }) {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${mode && html`inputmode="${mode}"`}
      ${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}
    />
    ${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
  </div>`;
}

/** A select; `options` are pairs of a value and what is shown for it. */
export const choice = ({ label, name, options, value }) =>
  html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map(
        ([key, text]) => html`<option value="${key}" ${key === value && html`selected`}>${text}</option>`,
      )}
    </select>
  </div>`;
