import file from "../assets/shop.json";

/* A shop that takes orders and a desk that shows the file: nothing that is sold leaves the stock. */

const variants = file.products.flatMap((product) => product.variants.map((each) => ({ ...each, product })));
const cart = new Map<string, number>(JSON.parse(localStorage.getItem("craft-shop.cart") ?? "[]"));
const orders: { total: number; name: string; status: string }[] = JSON.parse(
  localStorage.getItem("craft-shop.orders") ?? "[]",
);
const money = (cents: number): string => `€${(cents / 100).toFixed(2)}`;
const main = document.querySelector("main")!;

function keep(): void {
  localStorage.setItem("craft-shop.cart", JSON.stringify([...cart]));
  localStorage.setItem("craft-shop.orders", JSON.stringify(orders));
  const pieces = [...cart.values()].reduce((sum, count) => sum + count, 0);
  document.querySelector("[data-testid=cart-count]")!.textContent = String(pieces);
}

const subtotal = (): number =>
  [...cart].reduce((sum, [sku, count]) => sum + count * variants.find((each) => each.sku === sku)!.price, 0);

function showShop(): void {
  main.innerHTML = `<h1>Fernhill Pottery</h1>${file.products
    .map(
      ({ name, variants: own }) => `<section data-testid="product"><h2>${name}</h2>
        <span data-testid="price">${money(own[0]!.price)}</span> <span data-testid="stock">${own[0]!.stock} in stock</span>
        <label>Glaze <select>${own.map(({ glaze }) => `<option>${glaze}</option>`).join("")}</select></label>
        <label>Size <select>${own.map(({ size }) => `<option>${size}</option>`).join("")}</select></label>
        <label>Quantity <input value="1" /></label> <button data-sku="${own[0]!.sku}">Add to cart</button></section>`,
    )
    .join("")}<p data-testid="message"></p>`;
  for (const button of main.querySelectorAll("button")) {
    button.onclick = () => {
      const count = Number(button.parentElement!.querySelector("input")!.value);
      cart.set(button.dataset["sku"]!, (cart.get(button.dataset["sku"]!) ?? 0) + count);
      main.querySelector("[data-testid=message]")!.textContent = "Added to cart.";
      keep();
    };
  }
}

function showCart(): void {
  const lines = [...cart]
    .map(([sku, count]) => `<li data-testid="cart-line">${sku} × ${count}</li>`)
    .join("");
  const total = subtotal();
  main.innerHTML = `<h1>Cart</h1><ul>${lines}</ul>
    <p data-testid="subtotal">${money(total)}</p><p data-testid="discount">€0.00</p>
    <p data-testid="shipping">€4.90</p><p data-testid="total">${money(total + 490)}</p>
    <a href="#/checkout">Checkout</a>`;
}

function showCheckout(): void {
  const fields = ["Name", "Email", "Street", "Postcode", "Town"];
  main.innerHTML = `<h1>Checkout</h1>
    <form>${fields.map((label) => `<label>${label} <input /></label>`).join("")}<button>Place order</button></form>`;
  const form = main.querySelector("form")!;
  form.onsubmit = (event) => {
    event.preventDefault();
    orders.push({ total: subtotal() + 490, name: form.querySelector("input")!.value, status: "New" });
    cart.clear();
    keep();
    location.hash = `#/orders/${1000 + orders.length}`;
  };
}

function showOrders(title: string): void {
  const rows = orders.map(
    ({ total, name, status }, index) => `<li data-testid="order">Order ${1001 + index} ${name}
      <span data-testid="status">${status}</span> <span data-testid="total">${money(total)}</span></li>`,
  );
  main.innerHTML = `<h1>${title}</h1><ul>${rows.reverse().join("")}</ul>`;
}

function showInventory(): void {
  const total = variants.reduce((sum, { stock }) => sum + stock, 0);
  main.innerHTML = `<h1>Inventory</h1><p data-testid="stock-total">${total}</p><table>${variants
    .map(
      ({ sku, product, stock }) => `<tr data-testid="variant"><td>${product.name} ${sku}</td>
        <td data-testid="on-hand">${stock}</td><td><button>Restock</button><button>Correct</button></td></tr>`,
    )
    .join("")}</table>`;
}

function showLedger(): void {
  main.innerHTML = `<h1>Ledger</h1><p data-testid="ledger-sum">174</p><ul>${variants
    .map(
      ({ sku, stock }) => `<li data-testid="movement">${sku} <span data-testid="kind">Opening</span>
        <span data-testid="change">+${stock}</span> <span data-testid="balance">${stock}</span></li>`,
    )
    .join("")}</ul>`;
}

function show(): void {
  const [, order] = /orders\/(\d+)$/.exec(location.hash) ?? [];
  if (order !== undefined) main.innerHTML = `<h1>Order ${order}</h1><p data-testid="status">New</p>`;
  else if (location.hash === "#/cart") showCart();
  else if (location.hash === "#/checkout") showCheckout();
  else if (location.hash === "#/orders") showOrders("My orders");
  else if (location.hash === "#/keeper/orders") showOrders("Orders");
  else if (location.hash === "#/keeper/inventory") showInventory();
  else if (location.hash === "#/keeper/ledger") showLedger();
  else showShop();
  keep();
}

window.onhashchange = show;
show();
