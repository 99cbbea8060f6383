"use strict";

const goods = document.querySelector("#goods");
const [find, kind, sort] = ["find", "kind", "sort"].map((id) => document.getElementById(id));

for (const { id, name } of categories) kind.add(new Option(name, id));
goods.innerHTML = products
  .map(
    ({ id, name, description, price, stock, image, category }) => `
    <article data-testid="product-${id}" data-id="${id}">
      <img src="${image}" alt="${name}">
      <h2>${name}</h2>
      <small>${categories.find((one) => one.id === category).name}</small>
      <p>${description}</p>
      <footer>
        <data value="${price}" data-testid="price">${rupees(price)}</data>
        <i data-testid="stock">${words(stock, "دستیاب نہیں", "ایک باقی ہے", "# باقی ہیں")}</i>
      </footer>
      <button type="button" class="main">ٹوکری میں ڈالیں</button>
    </article>`,
  )
  .join("");

const cardOf = (product) => goods.querySelector(`[data-id="${product.id}"]`);
const same = (text) => text.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[\u064b-\u0652]/g, "").trim();

function show() {
  let count = 0;
  for (const product of products) {
    const fits =
      same(product.name).includes(same(find.value)) && (!kind.value || kind.value === product.category);
    cardOf(product).hidden = !fits;
    count += fits ? 1 : 0;
  }
  byTestId("result-count").textContent = words(count, "کوئی چیز نہیں ملی", "ایک چیز ملی", "# چیزیں ملیں");
}

function arrange() {
  const way = Number(sort.value);
  const order = [...products].sort((a, b) => way * (a.price - b.price));
  goods.append(...order.map(cardOf));
}

function lock(product) {
  cardOf(product).querySelector("button").disabled = cart.get(product) >= product.stock;
}

goods.addEventListener("click", ({ target }) => {
  if (!target.matches("button")) return;
  const product = products.find(({ id }) => id === target.closest("article").dataset.id);
  cart.put(product, cart.get(product) + 1);
  lock(product);
});
find.addEventListener("input", show);
kind.addEventListener("change", show);
sort.addEventListener("change", arrange);
// A page that comes back from the browser's memory may show an older cart.
window.addEventListener("pageshow", () => {
  products.forEach(lock);
  showBadge();
});
products.forEach(lock);
show();
