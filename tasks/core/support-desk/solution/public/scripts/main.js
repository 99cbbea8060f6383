import { createApi } from "./api.js";
import { openDesk } from "./desk.js";
import { element } from "./dom.js";
import { createSignInView } from "./views/sign-in.js";

const app = document.querySelector("#app");
const api = createApi({ onSignedOut: showSignIn });
let closeDesk = () => {};

function showSignIn() {
  closeDesk();
  const view = createSignInView({ api, onSignedIn: showDesk });
  document.title = "Sign in – Lumen Broadband support";
  app.replaceChildren(view.element);
  view.focus();
}

function showDesk(user) {
  closeDesk = openDesk(app, { user, api, onSignedOut: showSignIn });
}

try {
  const { user } = await api.readSession();
  if (user === null) showSignIn();
  else showDesk(user);
} catch (error) {
  app.replaceChildren(element("p", { role: "alert", class: "notice" }, error.message));
}
