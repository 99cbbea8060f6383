import { button, element } from "./dom.js";
import { isDiscountCode } from "./pricing.js";

/** The field for the code; once a code is on, what it gave and the way to take it off. */
export function createDiscountForm(cart) {
  const input = element("input", { type: "text", id: "code", autocomplete: "off" });
  const message = element("p", { className: "code__message", "data-testid": "code-message", role: "status" });
  const form = element(
    "form",
    { className: "code__form", on: { submit: apply } },
    element("label", { htmlFor: "code" }, "رعایتی کوڈ"),
    element(
      "div",
      { className: "code__row" },
      input,
      element("button", { type: "submit", className: "button button--quiet" }, "لاگو کریں"),
    ),
  );
  const takeOff = button("کوڈ ہٹائیں", {
    className: "remove",
    onClick: () => {
      input.value = "";
      cart.setDiscounted(false);
      input.focus();
    },
  });

  function apply(event) {
    event.preventDefault();
    if (isDiscountCode(input.value)) {
      cart.setDiscounted(true);
      takeOff.focus();
    } else {
      say("یہ کوڈ درست نہیں", "is-wrong");
    }
  }

  function say(text, className) {
    message.textContent = text;
    message.className = `code__message ${className}`;
  }

  function refresh() {
    const applied = cart.isDiscounted();
    form.hidden = applied;
    takeOff.hidden = !applied;
    say(applied ? "۱۰ فیصد رعایت لگ گئی" : "", applied ? "is-applied" : "");
  }

  refresh();
  return { node: element("div", { className: "code" }, form, message, takeOff), refresh };
}
