import { element } from "./dom.js";
import { createTotals } from "./totals.js";
import { toLatinDigits, toUrduDigits } from "./urdu.js";

const CITIES = ["کراچی", "لاہور", "اسلام آباد", "پشاور", "کوئٹہ", "ملتان"];
const SHORTEST_ADDRESS = 10;

const FIELDS = [
  {
    key: "name",
    label: "پورا نام",
    autocomplete: "name",
    findError: (value) => (value === "" ? "نام لکھیں" : null),
  },
  {
    key: "phone",
    label: "موبائل نمبر",
    type: "tel",
    autocomplete: "tel",
    hint: "۰۳۰۰ ۱۲۳۴۵۶۷",
    findError(value) {
      if (value === "") return "موبائل نمبر لکھیں";
      return null;
    },
  },
  {
    key: "address",
    label: "پتہ",
    autocomplete: "street-address",
    hint: "مکان، گلی اور محلہ",
    findError(value) {
      if (value === "") return "پتہ لکھیں";
      return value.length < SHORTEST_ADDRESS ? "پتہ کم از کم ۱۰ حروف کا ہو" : null;
    },
  },
  {
    key: "city",
    label: "شہر",
    options: CITIES,
    findError: (value) => (value === "" ? "شہر چنیں" : null),
  },
];

/** Digits of a mobile number as Latin ones, without the spaces and hyphens people put between them. */
function readPhone(text) {
  return toLatinDigits(text).replace(/[\s-]/g, "");
}

/** The order form beside the sums. Errors appear on sending, and leave as soon as their field is right. */
export function createCheckoutView(shop) {
  const fields = FIELDS.map(createField);
  const form = element(
    "form",
    { className: "panel form", noValidate: true, on: { submit: send } },
    fields.map(({ node }) => node),
    element("button", { type: "submit", className: "button button--wide" }, "آرڈر کی تصدیق کریں"),
    element("p", { className: "form__note" }, "ادائیگی نقد، ڈیلیوری کے وقت۔"),
  );

  function send(event) {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.validate());
    if (wrong.length > 0) {
      wrong[0].control.focus();
      return;
    }
    const values = Object.fromEntries(fields.map(({ key, control }) => [key, control.value.trim()]));
    shop.lastOrder = {
      ...values,
      number: toUrduDigits(String(Math.floor(100_000 + Math.random() * 900_000))),
      phone: toUrduDigits(readPhone(values.phone)),
      total: shop.cart.totals().total,
    };
    shop.cart.clear();
    location.hash = "#/thanks";
  }

  const node = element(
    "div",
    {},
    element("h1", { tabIndex: -1 }, "آرڈر کی تفصیلات"),
    element(
      "div",
      { className: "split split--form" },
      form,
      element(
        "aside",
        { className: "panel", "aria-label": "بل" },
        createTotals(shop.cart).node,
        element("a", { className: "back", href: "#/cart" }, "ٹوکری میں واپس جائیں"),
      ),
    ),
  );
  return { node };
}

function createField({ key, label, hint, options, type = "text", autocomplete = "off", findError }) {
  const error = element("p", {
    className: "form__error",
    id: `${key}-error`,
    "data-testid": `error-${key}`,
    hidden: true,
  });
  const common = { id: key, name: key, required: true, "aria-describedby": error.id, on: { input: recheck } };
  const control =
    options === undefined
      ? element("input", { ...common, type, autocomplete, placeholder: hint ?? "" })
      : element(
          "select",
          common,
          ["", ...options].map((option) => element("option", { value: option }, option || "شہر چنیں…")),
        );

  function validate() {
    const problem = findError(control.value.trim());
    error.textContent = problem ?? "";
    error.hidden = problem === null;
    control.setAttribute("aria-invalid", String(problem !== null));
    return problem === null;
  }

  function recheck() {
    if (!error.hidden) validate();
  }

  const node = element("div", { className: "field" }, element("label", { htmlFor: key }, label), control, error);
  return { key, control, node, validate };
}
