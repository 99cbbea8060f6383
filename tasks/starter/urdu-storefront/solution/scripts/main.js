import { createCart } from "./cart.js";
import { createCartView } from "./cart-view.js";
import { createCatalogueView } from "./catalogue-view.js";
import { createCheckoutView } from "./checkout-view.js";
import { createConfirmationView } from "./confirmation-view.js";
import { element } from "./dom.js";
import { formatBadge } from "./urdu.js";

const view = document.querySelector("#view");
const badge = document.querySelector('[data-testid="cart-badge"]');

/** Shows the view of the address and, on later changes, moves the focus to its heading. */
function startRouter(shop) {
  let leave = () => {};
  const show = ({ moveFocus }) => {
    leave();
    const { node, dispose } = createView(location.hash, shop);
    leave = dispose ?? (() => {});
    view.replaceChildren(node);
    window.scrollTo(0, 0);
    if (moveFocus) view.querySelector("h1").focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", () => {
    if (location.hash === "#view") view.focus();
    else show({ moveFocus: true });
  });
  show({ moveFocus: false });
}

function createView(hash, shop) {
  if (hash === "#/cart") return createCartView(shop);
  if (hash === "#/checkout" && !shop.cart.isEmpty()) return createCheckoutView(shop);
  if (hash === "#/checkout") return createCartView(shop);
  if (hash === "#/thanks" && shop.lastOrder !== null) return createConfirmationView(shop);
  return createCatalogueView(shop);
}

async function start() {
  const response = await fetch("assets/products.json");
  if (!response.ok) throw new Error(`products.json: ${response.status}`);
  const { products, categories } = await response.json();
  const shop = { products, categories, cart: createCart(products), lastOrder: null };
  const showBadge = () => {
    badge.textContent = formatBadge(shop.cart.count());
    badge.classList.toggle("is-empty", shop.cart.isEmpty());
  };
  shop.cart.subscribe(showBadge);
  showBadge();
  startRouter(shop);
}

start().catch((error) => {
  console.error(error);
  view.replaceChildren(
    element("p", { className: "notice", role: "alert" }, "دکان کھل نہیں سکی۔ صفحہ دوبارہ کھولیں۔"),
  );
});
