import { computed, createApp, h, ref, type VNode } from "vue";
import { DeskOrder, DeskOrders, Inventory, Ledger } from "./desk.ts";
import { Cart, Catalogue, Checkout, orderList, orderPage } from "./front.ts";
import { world } from "./log.ts";

const hash = ref(location.hash);
addEventListener("hashchange", () => {
  hash.value = location.hash;
});

const LINKS = [
  ["#/", "Shop"],
  ["#/cart", "Cart"],
  ["#/orders", "My orders"],
  ["#/keeper/inventory", "Inventory"],
  ["#/keeper/orders", "Orders"],
  ["#/keeper/ledger", "Ledger"],
] as const;

type View = [heading: string, content: () => VNode | VNode[]];

const view = computed((): View => {
  const [, numbered, number] = /^(#\/.*orders)\/(\d+)$/.exec(hash.value) ?? [];
  const order = world.value.orders.find((each) => String(each.number) === number);
  if (numbered !== undefined && order === undefined)
    return ["Order", () => h("p", "There is no such order.")];
  if (order !== undefined)
    return [
      `Order ${number}`,
      numbered === "#/orders"
        ? () =>
            h(
              "div",
              orderPage(order, () => null),
            )
        : () => h(DeskOrder, { key: number, order }),
    ];
  const views: Record<string, View> = {
    "#/cart": ["Cart", () => h(Cart)],
    "#/checkout": ["Checkout", () => h(Checkout)],
    "#/orders": ["My orders", () => orderList("/orders")],
    "#/keeper/inventory": ["Inventory", () => h(Inventory)],
    "#/keeper/orders": ["Orders", () => h(DeskOrders)],
    "#/keeper/ledger": ["Ledger", () => h(Ledger)],
  };
  return views[hash.value] ?? ["Fernhill Pottery", () => h(Catalogue)];
});

createApp({
  render: () => {
    const [heading, content] = view.value;
    const pieces = [...world.value.cart.values()].reduce((a, b) => a + b, 0);
    return [
      h("nav", { "aria-label": "Main" }, [
        ...LINKS.map(([href, text]) =>
          h("a", { href, "aria-current": hash.value === href ? "page" : undefined }, text),
        ),
        h("span", [h("span", { "data-testid": "cart-count" }, pieces), " in the cart"]),
      ]),
      h("main", [h("h1", heading), content()]),
    ];
  },
}).mount(document.body);
