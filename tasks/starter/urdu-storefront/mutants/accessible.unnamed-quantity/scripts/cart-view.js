import { button, element } from "./dom.js";
import { createDiscountForm } from "./discount-form.js";
import { createTotals } from "./totals.js";
import { formatPrice, formatStockLimit, parseCount, toUrduDigits } from "./urdu.js";

/** The cart's lines, code and sums. Lines are updated in place, so that focus and clicks are never lost. */
export function createCartView({ cart }) {
  const message = element("p", { className: "notice", "data-testid": "cart-message", role: "status", hidden: true });
  const say = (text) => {
    message.textContent = text;
    message.hidden = text === "";
  };
  const lines = new Map(cart.lines().map(({ product }) => [product.id, createLine(product, cart, say)]));
  const totals = createTotals(cart);
  const discount = createDiscountForm(cart);
  const heading = element("h1", { tabIndex: -1 }, "آپ کی ٹوکری");
  const full = element(
    "div",
    { className: "split" },
    element("ul", { className: "lines", role: "list" }, [...lines.values()].map(({ node }) => node)),
    element(
      "aside",
      { className: "panel", "aria-label": "بل" },
      discount.node,
      totals.node,
      button("آرڈر کریں", { className: "button button--wide", onClick: () => (location.hash = "#/checkout") }),
      element("a", { className: "back", href: "#/" }, "خریداری جاری رکھیں"),
    ),
  );
  const empty = createEmptyState();

  function refresh() {
    for (const [id, line] of lines) {
      if (cart.quantityOf(id) > 0) {
        line.refresh();
        continue;
      }
      const hadFocus = line.node.contains(document.activeElement);
      line.node.remove();
      lines.delete(id);
      if (hadFocus) heading.focus();
    }
    full.hidden = cart.isEmpty();
    empty.hidden = !cart.isEmpty();
    totals.refresh();
    discount.refresh();
  }

  refresh();
  return { node: element("div", {}, heading, message, full, empty), dispose: cart.subscribe(refresh) };
}

function createEmptyState() {
  return element(
    "div",
    { className: "empty", "data-testid": "empty-cart" },
    element("img", { src: "assets/images/basket.svg", alt: "", width: 400, height: 300 }),
    element("p", {}, "آپ کی ٹوکری خالی ہے"),
    element("a", { className: "button", href: "#/" }, "خریداری جاری رکھیں"),
  );
}

function createLine(product, cart, say) {
  const { id, name, price, stock } = product;
  const change = (wanted) => {
    if (wanted === null || wanted < 1) {
      say("درست تعداد لکھیں");
      refresh();
      return;
    }
    say(wanted > stock ? formatStockLimit(stock) : "");
    cart.setQuantity(id, wanted);
  };
  const step = (by) => change(cart.quantityOf(id) + by);
  const fewer = button("−", { className: "stepper__button", label: `کم کریں: ${name}`, onClick: () => step(-1) });
  const more = button("+", { className: "stepper__button", label: `بڑھائیں: ${name}`, onClick: () => step(1) });
  const quantity = element("input", {
    type: "text",
    inputMode: "numeric",
    autocomplete: "off",
    className: "stepper__value",
    "data-testid": "quantity",
    on: { change: () => change(parseCount(quantity.value)) },
  });
  quantity.addEventListener("keydown", (event) => {
    if (event.key === "Enter") change(parseCount(quantity.value));
  });
  const total = element("strong", { className: "price", "data-testid": "line-total" });

  function refresh() {
    const count = cart.quantityOf(id);
    quantity.value = toUrduDigits(count);
    total.textContent = formatPrice(price * count);
    fewer.disabled = count <= 1;
    more.disabled = count >= stock;
  }

  refresh();
  const node = element(
    "li",
    { className: "line", "data-testid": `cart-line-${id}` },
    element("img", { className: "line__picture", src: product.image, alt: "", width: 120, height: 90 }),
    element(
      "div",
      { className: "line__name" },
      element("h2", {}, name),
      element("p", { className: "line__unit" }, `فی عدد ${formatPrice(price)}`),
    ),
    element("div", { className: "stepper" }, fewer, quantity, more),
    total,
    button("ہٹائیں", {
      className: "remove",
      label: `ہٹائیں: ${name}`,
      onClick: () => {
        say("");
        cart.remove(id);
      },
    }),
  );
  return { node, refresh };
}
