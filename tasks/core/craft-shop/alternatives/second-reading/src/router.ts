import { computed, nextTick, ref, watch } from "vue";
import { codeTrouble, message } from "./store";

const path = ref(read());
function read() {
  return decodeURI(safe(location.hash.replace(/^#/, ""))) || "/";
}
function safe(text: string) {
  try {
    decodeURI(text);
    return text;
  } catch {
    return "";
  }
}

export type View =
  | "shop"
  | "cart"
  | "checkout"
  | "orders"
  | "order"
  | "inventory"
  | "keeper-orders"
  | "keeper-order"
  | "ledger"
  | "missing";
const plain: Record<string, View> = {
  "/": "shop",
  "/cart": "cart",
  "/checkout": "checkout",
  "/orders": "orders",
  "/keeper/inventory": "inventory",
  "/keeper/orders": "keeper-orders",
  "/keeper/ledger": "ledger",
};
export const route = computed<{ view: View; number: string; path: string }>(() => {
  const p = path.value.length > 1 ? path.value.replace(/\/$/, "") : path.value;
  const own = Object.hasOwn(plain, p) ? plain[p] : undefined;
  if (own) return { view: own, number: "", path: p };
  const m = /^(\/keeper)?\/orders\/(\d+)$/.exec(p);
  if (m) return { view: m[1] ? "keeper-order" : "order", number: m[2], path: p };
  return { view: "missing", number: "", path: p };
});

addEventListener("hashchange", () => {
  path.value = read();
});

const titles: Partial<Record<View, string>> = {
  cart: "Cart",
  checkout: "Checkout",
  orders: "My orders",
  inventory: "Inventory",
  "keeper-orders": "Orders",
  ledger: "Ledger",
  missing: "Page not found",
};
export const focusHeading = () => document.querySelector<HTMLElement>("h1")?.focus();
watch(
  route,
  async (now, before) => {
    const title = now.number ? `Order ${now.number}` : titles[now.view];
    document.title = title ? `${title} – Fernhill Pottery` : "Fernhill Pottery";
    if (!before || now.path === before.path) return;
    message.value = "";
    codeTrouble.value = "";
    await nextTick();
    window.scrollTo(0, 0);
    focusHeading();
  },
  { immediate: true },
);
