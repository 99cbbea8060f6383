import { element, field } from "../dom.js";

export function createSignInView({ api, onSignedIn }) {
  const email = field("Email", element("input", { type: "email", autocomplete: "username" }));
  const password = field(
    "Password",
    element("input", { type: "password", autocomplete: "current-password" }),
  );
  const failure = element("p", { role: "alert", class: "notice bad", hidden: true });

  async function signIn(event) {
    event.preventDefault();
    try {
      const { user } = await api.signIn(email.control.value, password.control.value);
      onSignedIn(user);
    } catch (error) {
      const isRefusal = error.status === 401 || error.status === 422;
      failure.textContent = isRefusal ? "Email or password is wrong." : error.message;
      failure.hidden = false;
      password.control.focus();
    }
  }

  return {
    element: element(
      "main",
      { class: "sign-in" },
      element("img", { src: "/icon.svg", alt: "", width: "56", height: "56" }),
      element("h1", {}, "Lumen Broadband support"),
      element("p", { class: "muted" }, "Sign in to see your tickets."),
      element(
        "form",
        { class: "card stack", novalidate: true, onsubmit: signIn },
        failure,
        email.element,
        password.element,
        element("button", { class: "primary" }, "Sign in"),
      ),
    ),
    focus: () => email.control.focus(),
  };
}
