import { button, element } from "./dom.js";
import { DELIVERY_CHARGE, FREE_DELIVERY_FROM } from "./pricing.js";
import { foldForSearch, formatFound, formatPrice, formatStock } from "./urdu.js";

const ORDERS = [
  { id: "usual", name: "معمول کی ترتیب", compare: () => 0 },
  { id: "cheapest", name: "قیمت: کم سے زیادہ", compare: (a, b) => a.price - b.price },
  { id: "dearest", name: "قیمت: زیادہ سے کم", compare: (a, b) => b.price - a.price },
];

/** All products with search, category and order; the cards are made once and only shown, hidden and moved. */
export function createCatalogueView({ products, categories, cart }) {
  const categoryNames = new Map(categories.map(({ id, name }) => [id, name]));
  const cards = new Map(products.map((product) => [product.id, createCard(product, categoryNames, cart)]));
  const found = element("p", { className: "found", "data-testid": "result-count", role: "status" });
  const grid = element("ul", { className: "grid", role: "list" });
  const search = element("input", { type: "search", id: "search", autocomplete: "off", on: { input: refresh } });
  const category = createSelect("category", [{ id: "all", name: "تمام" }, ...categories], refresh);
  const order = createSelect("order", ORDERS, refresh);

  function refresh() {
    const wanted = foldForSearch(search.value);
    const { compare } = ORDERS.find(({ id }) => id === order.value);
    const shown = products
      .filter((product) => category.value === "all" || product.category === category.value)
      .filter((product) => foldForSearch(product.name).includes(wanted))
      .toSorted(compare);
    grid.replaceChildren(...shown.map(({ id }) => cards.get(id).node));
    found.textContent = formatFound(shown.length);
  }

  const refreshCards = () => {
    for (const card of cards.values()) card.refresh();
  };
  refresh();
  const node = element(
    "div",
    {},
    createHero(),
    element(
      "form",
      { className: "filters", role: "search", on: { submit: (event) => event.preventDefault() } },
      field("تلاش", search),
      field("زمرہ", category),
      field("ترتیب", order),
    ),
    found,
    grid,
  );
  return { node, dispose: cart.subscribe(refreshCards) };
}

function createHero() {
  return element(
    "section",
    { className: "hero" },
    element(
      "div",
      { className: "hero__text" },
      element("h1", { tabIndex: -1 }, "ہاتھ کے ہنر، آپ کے گھر"),
      element(
        "p",
        {},
        `ڈیلیوری ${formatPrice(DELIVERY_CHARGE)}، اور ${formatPrice(FREE_DELIVERY_FROM)} یا اس سے زیادہ کی خریداری پر مفت۔`,
      ),
    ),
  );
}

function createCard(product, categoryNames, cart) {
  const add = button("ٹوکری میں ڈالیں", {
    className: "button",
    label: `ٹوکری میں ڈالیں: ${product.name}`,
    onClick: () => cart.add(product.id),
  });
  const inCart = element("span", { className: "card__in-cart", "aria-hidden": "true" }, "✓ ٹوکری میں ہے");
  const node = element(
    "li",
    { className: "card", "data-testid": `product-${product.id}` },
    element(
      "div",
      { className: "card__picture" },
      element("img", { src: product.image, alt: "", width: 400, height: 300 }),
      inCart,
    ),
    element(
      "div",
      { className: "card__body" },
      element("p", { className: "card__category" }, categoryNames.get(product.category)),
      element("h2", { className: "card__name" }, product.name),
      element("p", { className: "card__description" }, product.description),
      element(
        "div",
        { className: "card__facts" },
        element("strong", { className: "price", "data-testid": "price" }, formatPrice(product.price)),
        element(
          "span",
          { className: `stock${product.stock <= 3 ? " stock--low" : ""}`, "data-testid": "stock" },
          formatStock(product.stock),
        ),
      ),
      add,
    ),
  );
  const refresh = () => {
    const quantity = cart.quantityOf(product.id);
    add.disabled = quantity >= product.stock;
    inCart.hidden = quantity === 0;
  };
  refresh();
  return { node, refresh };
}

function createSelect(id, options, onChange) {
  return element(
    "select",
    { id, on: { change: onChange } },
    options.map((option) => element("option", { value: option.id }, option.name)),
  );
}

function field(label, control) {
  return element(
    "div",
    { className: "field" },
    element("label", { htmlFor: control.id }, label),
    control,
  );
}
