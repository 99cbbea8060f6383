import { element } from "./dom.js";
import { formatPrice } from "./urdu.js";

const ROWS = [
  { key: "subtotal", label: "چیزوں کی قیمت", format: formatPrice },
  { key: "discount", label: "رعایت", format: formatPrice },
  { key: "delivery", label: "ڈیلیوری", format: (rupees) => (rupees === 0 ? "مفت" : formatPrice(rupees)) },
  { key: "total", label: "کل رقم", format: formatPrice },
];

/** The sums of a cart as a list of terms. */
export function createTotals(cart) {
  const values = new Map(ROWS.map(({ key }) => [key, element("dd", { "data-testid": key })]));
  const refresh = () => {
    const totals = cart.totals();
    for (const { key, format } of ROWS) values.get(key).textContent = format(totals[key]);
  };
  refresh();
  const node = element(
    "dl",
    { className: "totals" },
    ROWS.map(({ key, label }) =>
      element("div", { className: `totals__row totals__row--${key}` }, element("dt", {}, label), values.get(key)),
    ),
  );
  return { node, refresh };
}
