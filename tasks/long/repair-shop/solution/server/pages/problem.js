import { html } from "./html.js";
import { page } from "./layout.js";

/** A page for what is refused and has no form to go back to. */
export const problemPage = (staff, { status, message }) =>
  page(
    { title: "Not possible", staff, status },
    html`<h1>Not possible</h1>
      <p class="alert" role="alert">${message}</p>
      <p><a href="/">Back to the jobs</a></p>`,
  );
