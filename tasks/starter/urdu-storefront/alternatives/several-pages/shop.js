"use strict";

// What every page needs: the cart in storage, numbers and sums.
const { products, categories } = window.SHOP_DATA;
const plural = new Intl.PluralRules("ur");
const urduNumber = new Intl.NumberFormat("ur-u-nu-arabext");
const plainNumber = new Intl.NumberFormat("ur-u-nu-arabext", { useGrouping: false });
const byTestId = (id, root = document) => root.querySelector(`[data-testid="${id}"]`);
const rupees = (amount) => `${urduNumber.format(amount)} روپے`;
const words = (count, none, one, other) =>
  count === 0 ? none : plural.select(count) === "one" ? one : other.replace("#", plainNumber.format(count));
const latin = (text) =>
  Array.from(text, (sign) => {
    const at = "۰۱۲۳۴۵۶۷۸۹".indexOf(sign);
    return at < 0 ? sign : String(at);
  }).join("");
const urdu = (text) => text.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

const cart = {
  get(product) {
    return Math.min(Number(localStorage.getItem(`piece-${product.id}`)) || 0, product.stock);
  },
  put(product, count) {
    if (count > 0) localStorage.setItem(`piece-${product.id}`, Math.min(count, product.stock));
    else localStorage.removeItem(`piece-${product.id}`);
    showBadge();
  },
  get code() {
    return localStorage.getItem("code") === "on";
  },
  set code(on) {
    localStorage.setItem("code", on ? "on" : "off");
  },
  lines: () => products.filter((product) => cart.get(product) > 0),
  pieces: () => products.reduce((sum, product) => sum + cart.get(product), 0),
  empty() {
    for (const product of products) cart.put(product, 0);
    cart.code = false;
  },
  sums() {
    const subtotal = cart.lines().reduce((sum, product) => sum + product.price * cart.get(product), 0);
    const discount = cart.code ? (subtotal - (subtotal % 10)) / 10 : 0;
    const delivery = subtotal - discount < 5000 ? 250 : 0;
    return { subtotal, discount, delivery, total: subtotal - discount + delivery };
  },
};

function showBadge() {
  byTestId("cart-badge").textContent = words(cart.pieces(), "خالی", "ایک چیز", "# چیزیں");
}

document.addEventListener("click", ({ target }) => {
  const go = target.closest("[data-go]");
  if (go) location.href = go.dataset.go;
});
showBadge();
