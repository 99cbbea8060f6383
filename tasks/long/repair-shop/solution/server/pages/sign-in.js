import { eraseCookie, readToken, writeCookie } from "../http/callers.js";
import { publicRoute, route } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { endSession, findStaff, startSession } from "../staff.js";
import { field } from "./fields.js";
import { html } from "./html.js";
import { alert, page } from "./layout.js";

/** The form that stands before every page; `next` is where it leads. */
export const signInPage = ({ next, name = "", message = null }) =>
  page(
    { title: "Sign in", staff: null, status: message === null ? 200 : 401 },
    html`<form class="card narrow" method="post" action="/sign-in">
      <h1>Sign in</h1>
      ${alert(message)}
      <input type="hidden" name="next" value="${next}" />
      ${field({ label: "Name", name: "name", value: name, autocomplete: "username" })}
      ${field({
        label: "PIN",
        name: "pin",
        type: "password",
        mode: "numeric",
        autocomplete: "current-password",
      })}
      <button>Sign in</button>
    </form>`,
  );

export const signInPages = [
  publicRoute("POST", "/sign-in", ({ book, body }) => {
    const next = /^\/(?![/\\])/.test(body.next) ? body.next : "/";
    const name = String(body.name ?? "").trim();
    const staff = findStaff(book, name, body.pin);
    if (staff === null) return signInPage({ next, name, message: "Name or PIN is wrong." });
    return redirect(next, { "set-cookie": writeCookie(startSession(book, staff)) });
  }),
  publicRoute("GET", "/sign-in", () => redirect("/")),
  route("POST", "/sign-out", ({ book, request }) => {
    endSession(book, readToken(request));
    return redirect("/", { "set-cookie": eraseCookie() });
  }),
];
