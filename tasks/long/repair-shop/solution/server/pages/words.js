import { STATUS_NAMES } from "../statuses.js";
import { html } from "./html.js";

export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export const badge = (status) => html`<span class="badge ${status}">${STATUS_NAMES[status]}</span>`;
