import { type Component, computed } from "vue";
import { path } from "./address.ts";
import InventoryView from "./keeper/InventoryView.vue";
import KeeperOrdersView from "./keeper/KeeperOrdersView.vue";
import KeeperOrderView from "./keeper/KeeperOrderView.vue";
import LedgerView from "./keeper/LedgerView.vue";
import CartView from "./views/CartView.vue";
import CheckoutView from "./views/CheckoutView.vue";
import OrdersView from "./views/OrdersView.vue";
import OrderView from "./views/OrderView.vue";
import ShopView from "./views/ShopView.vue";

interface Route {
  readonly pattern: RegExp;
  readonly title: (number: string) => string;
  readonly view: Component;
}

const ROUTES: readonly Route[] = [
  { pattern: /^\/cart$/, title: () => "Cart", view: CartView },
  { pattern: /^\/checkout$/, title: () => "Checkout", view: CheckoutView },
  { pattern: /^\/orders$/, title: () => "My orders", view: OrdersView },
  { pattern: /^\/orders\/(\d+)$/, title: (number) => `Order ${number}`, view: OrderView },
  { pattern: /^\/keeper\/inventory$/, title: () => "Inventory", view: InventoryView },
  { pattern: /^\/keeper\/orders$/, title: () => "Orders", view: KeeperOrdersView },
  { pattern: /^\/keeper\/orders\/(\d+)$/, title: (number) => `Order ${number}`, view: KeeperOrderView },
  { pattern: /^\/keeper\/ledger$/, title: () => "Ledger", view: LedgerView },
];
const HOME: Route = { pattern: /^/, title: () => "Fernhill Pottery", view: ShopView };

/** The view at the present address, with the number of the order in it. */
export const route = computed(() => {
  const { pattern, title, view } = ROUTES.find((each) => each.pattern.test(path.value)) ?? HOME;
  const number = pattern.exec(path.value)?.[1] ?? "";
  return { title: title(number), view, props: number === "" ? {} : { number: Number(number) } };
});
