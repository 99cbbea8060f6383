"use strict";

const body = document.querySelector("tbody");
const code = document.querySelector("#code");
const full = document.querySelector("#full");
const none = document.querySelector("#none");
const drop = document.querySelector("#drop-code");

body.innerHTML = cart
  .lines()
  .map(
    ({ id, name, image }) => `
    <tr data-testid="cart-line-${id}" data-id="${id}">
      <th scope="row"><img src="${image}" alt=""> ${name}</th>
      <td>
        <div class="count">
          <button type="button" data-by="-1" aria-label="${name}: کم کریں">−</button>
          <input data-testid="quantity" aria-label="تعداد، ${name}" inputmode="numeric" size="3">
          <button type="button" data-by="1" aria-label="${name}: بڑھائیں">+</button>
        </div>
      </td>
      <td><b data-testid="line-total"></b></td>
      <td><button type="button" class="off" aria-label="${name}: ہٹائیں">✕</button></td>
    </tr>`,
  )
  .join("");

function show() {
  for (const row of [...body.rows]) {
    const product = products.find(({ id }) => id === row.dataset.id);
    const count = cart.get(product);
    if (count === 0) {
      row.remove();
      continue;
    }
    byTestId("quantity", row).value = plainNumber.format(count);
    byTestId("line-total", row).textContent = rupees(product.price * count);
    row.querySelector('[data-by="-1"]').disabled = count === 1;
    row.querySelector('[data-by="1"]').disabled = count === product.stock;
  }
  if (cart.pieces() === 0) cart.code = false;
  const sums = cart.sums();
  for (const key of ["subtotal", "discount", "total"]) byTestId(key).textContent = rupees(sums[key]);
  byTestId("delivery").textContent = sums.delivery === 0 ? "مفت" : rupees(sums.delivery);
  full.hidden = cart.pieces() === 0;
  none.hidden = !full.hidden;
  drop.hidden = !cart.code;
}

function setCount(product, count) {
  const message = byTestId("cart-message");
  message.textContent = "";
  if (count > product.stock) {
    message.textContent = words(product.stock, "", "صرف ایک دستیاب ہے", "صرف # دستیاب ہیں");
  }
  if (Number.isInteger(count) && count >= 1) cart.put(product, count);
  show();
}

const productOf = (node) => products.find(({ id }) => id === node.closest("tr").dataset.id);

body.addEventListener("click", ({ target }) => {
  if (target.matches("[data-by]")) {
    const product = productOf(target);
    setCount(product, cart.get(product) + Number(target.dataset.by));
  } else if (target.matches(".off")) {
    cart.put(productOf(target), 0);
    show();
  }
});
body.addEventListener("focusout", ({ target }) => {
  if (target.matches("input")) setCount(productOf(target), Number(latin(target.value.trim()) || NaN));
});
body.addEventListener("keydown", ({ key, target }) => {
  if (key === "Enter" && target.matches("input")) {
    setCount(productOf(target), Number(latin(target.value.trim()) || NaN));
  }
});
document.querySelector("#code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const right = latin(code.value.trim()) === "عید10";
  if (right) cart.code = true;
  byTestId("code-message").textContent = right ? "۱۰ فیصد رعایت لگ گئی" : "یہ کوڈ درست نہیں";
  show();
});
drop.addEventListener("click", () => {
  cart.code = false;
  code.value = byTestId("code-message").textContent = "";
  show();
});
if (cart.code) byTestId("code-message").textContent = "۱۰ فیصد رعایت لگ گئی";
show();
