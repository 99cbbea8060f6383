import { markup } from "../http/replies.js";
import { html } from "./html.js";

/** A whole page. `staff` is null where nobody is signed in. */
export function page({ title, staff, status = 200 }, content) {
  return markup(
    status,
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · Fennel Street Cycles</title>
          <link rel="icon" href="/icon.svg" />
          <link rel="stylesheet" href="/styles.css" />
          <script src="/filters.js"></script>
        </head>
        <body>
          <header class="top">
            <span class="shop">Fennel Street Cycles</span>
            ${staff && navigation(staff)}
          </header>
          <main>${content}</main>
        </body>
      </html>`,
  );
}

const navigation = (staff) =>
  html`<nav aria-label="Main"><a href="/">Jobs</a><a href="/customers">Customers</a></nav>
    <form class="who" method="post" action="/sign-out">
      <span>${staff.name}</span>
      <button class="quiet">Sign out</button>
    </form>`;

/** What went wrong, for the eyes and for screen readers. */
export const alert = (message) => message && html`<p class="alert" role="alert">${message}</p>`;
