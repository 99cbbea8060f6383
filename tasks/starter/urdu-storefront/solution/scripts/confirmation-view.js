import { element } from "./dom.js";
import { formatPrice, toUrduDigits } from "./urdu.js";

/** What was ordered, and where it goes. */
export function createConfirmationView({ lastOrder }) {
  const row = (label, value, properties = {}) =>
    element("div", { className: "totals__row" }, element("dt", {}, label), element("dd", properties, value));
  const node = element(
    "section",
    { className: "thanks panel", "data-testid": "confirmation" },
    element("img", { className: "thanks__mark", src: "assets/images/plate.svg", alt: "", width: 120, height: 90 }),
    element("h1", { tabIndex: -1 }, "شکریہ! آپ کا آرڈر موصول ہو گیا"),
    element("p", {}, `${lastOrder.name}، ہم آپ کو جلد فون کریں گے۔`),
    element(
      "dl",
      { className: "totals" },
      row("آرڈر نمبر", lastOrder.number, { "data-testid": "order-number" }),
      row("موبائل نمبر", lastOrder.phone, { "data-testid": "order-phone" }),
      row("پتہ", toUrduDigits(`${lastOrder.address}، ${lastOrder.city}`)),
      row("کل رقم", formatPrice(lastOrder.total), { "data-testid": "order-total" }),
    ),
    element("a", { className: "button", href: "#/" }, "خریداری جاری رکھیں"),
  );
  return { node };
}
