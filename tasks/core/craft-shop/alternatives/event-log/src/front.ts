import { defineComponent, h, nextTick, reactive, ref, type VNode } from "vue";
import { bySku, longDay, money, shop, variants, type Variant } from "./file.ts";
import { type Address, attempt, type Order, world } from "./log.ts";
import {
  billOf,
  codeNote,
  faultsOf,
  placeOrder,
  refundedIn,
  refundsOf,
  shortage,
  takeIntoCart,
} from "./rules.ts";
import { billRows, faultAttributes, field, named, picker, pot } from "./ui.ts";

const typedIn = (event: Event): string => (event.target as HTMLInputElement).value;
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const emptyCart = (): VNode => h("p", "Your cart is empty.");

export const Catalogue = defineComponent(() => {
  const said = reactive({ where: "", text: "" });
  const chosen = reactive<Record<string, string>>({});
  const typed = reactive<Record<string, string>>({});

  return () =>
    h(
      "ul",
      { class: "shelf" },
      shop.products.map(({ id, name, shape, description, setOf }) => {
        const own = variants.filter(({ productId }) => productId === id);
        const variant = bySku[chosen[id] ?? own[0]!.sku]!;
        const { glaze, size, sku, price } = variant;
        const pick = (wanted: Partial<Variant>): void => {
          const next =
            own.find(
              (each) => each.glaze === (wanted.glaze ?? glaze) && each.size === (wanted.size ?? size),
            ) ?? own.find((each) => each.glaze === wanted.glaze)!;
          chosen[id] = next.sku;
        };
        const left = world.value.stock[sku]!;
        const stock = left > shop.lowStock ? `${left} in stock` : left > 0 ? `Only ${left} left` : "Sold out";
        const put = (event: Event): void => {
          event.preventDefault();
          const refusal = attempt((now) => takeIntoCart(now, sku, typed[id] ?? String(setOf), true));
          Object.assign(said, { where: id, text: refusal || "Added to cart." });
        };
        const sizes = own.filter((each) => each.glaze === glaze).map((each) => each.size);
        return h("li", { key: id, "data-testid": "product" }, [
          pot(shape, glaze),
          h("h2", name),
          h("p", description),
          h("p", [
            h("b", { "data-testid": "price" }, money(price)),
            " · ",
            h("span", { "data-testid": "stock" }, stock),
            " · ",
            h("code", sku),
          ]),
          h("form", { novalidate: true, onSubmit: put }, [
            picker(
              { "aria-label": `Glaze of ${name}` },
              unique(own.map((each) => each.glaze)),
              glaze,
              (wanted) => pick({ glaze: wanted }),
            ),
            picker({ "aria-label": `Size of ${name}` }, sizes, size, (wanted) => pick({ size: wanted })),
            h("input", {
              type: "number",
              "aria-label": `Quantity of ${name}`,
              value: typed[id] ?? setOf,
              onInput: (event: Event) => (typed[id] = typedIn(event)),
            }),
            h("button", { class: "strong", disabled: left === 0 }, `Add to cart`),
          ]),
          h(
            "div",
            { role: "status" },
            said.where === id ? h("p", { "data-testid": "message" }, said.text) : [],
          ),
        ]);
      }),
    );
});

export const Cart = defineComponent(() => {
  const message = ref("");
  const refusedCode = ref("");
  const typedCode = ref("");

  const line = (sku: string, quantity: number): VNode => {
    const change = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      message.value = attempt((now) => takeIntoCart(now, sku, input.value, false));
      input.value = String(world.value.cart.get(sku));
    };
    const remove = (): void => void (message.value = attempt(() => ({ type: "cart", sku, quantity: 0 })));
    const problem = shortage(world.value, sku, quantity);
    return h("li", { key: sku, "data-testid": "cart-line" }, [
      named(bySku[sku]!),
      h("div", { class: "row" }, [
        h("span", money(bySku[sku]!.price)),
        h("input", { type: "number", "aria-label": `Quantity of ${sku}`, value: quantity, onChange: change }),
        h("b", { "data-testid": "line-total" }, money(bySku[sku]!.price * quantity)),
        h("button", { type: "button", "aria-label": `Remove ${sku}`, onClick: remove }, "Remove"),
      ]),
      problem ? h("p", { class: "fault", "data-testid": "problem" }, problem) : null,
    ]);
  };
  const setCode = (event: Event): void => {
    event.preventDefault();
    const code = typedCode.value.trim().toUpperCase();
    const isKnown = shop.discounts.some((each) => each.code === code);
    refusedCode.value = attempt(() => (isKnown ? { type: "code", code } : "There is no such code."));
  };
  const dropCode = (): void => void (refusedCode.value = attempt(() => ({ type: "code", code: null })));
  const deliver = (delivery: string): void => void attempt(() => ({ type: "delivery", delivery }));

  return () => {
    const { cart, code, delivery } = world.value;
    if (cart.size === 0) return emptyCart();
    const note = refusedCode.value || codeNote(world.value);
    return [
      h("p", { role: "status", "data-testid": "message" }, message.value),
      h(
        "ol",
        [...cart].map(([sku, quantity]) => line(sku, quantity)),
      ),
      h("form", { class: "row", onSubmit: setCode }, [
        field(
          "Discount code",
          h("input", {
            id: "code",
            value: typedCode.value,
            onInput: (event: Event) => (typedCode.value = typedIn(event)),
          }),
          { id: "code" },
        ),
        h("button", "Apply"),
        code === null ? null : h("button", { type: "button", onClick: dropCode }, "Remove code"),
      ]),
      h("div", { role: "status" }, note ? h("p", { "data-testid": "code-message" }, note) : []),
      field("Delivery", picker({ id: "delivery" }, ["Standard", "Express"], delivery, deliver), {
        id: "delivery",
      }),
      billRows(billOf(world.value)),
      h("button", { class: "strong", onClick: () => (location.hash = "#/checkout") }, "Checkout"),
    ];
  };
});

const ADDRESS: [keyof Address, string][] = [
  ["name", "Name"],
  ["email", "Email"],
  ["street", "Street"],
  ["postcode", "Postcode"],
  ["town", "Town"],
];

export const Checkout = defineComponent(() => {
  const address = reactive<Address>({ name: "", email: "", street: "", postcode: "", town: "" });
  const faults = ref<Partial<Address>>({});
  const message = ref("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    faults.value = faultsOf(address);
    await nextTick();
    const wrong = form.querySelector<HTMLElement>("[aria-invalid]");
    if (wrong !== null) return wrong.focus();
    message.value = attempt((now) => placeOrder(now, { ...address }));
    if (message.value === "") location.hash = `#/orders/${world.value.orders.at(-1)!.number}`;
  };
  return () => [
    h("p", { role: "alert", "data-testid": "message" }, message.value),
    world.value.cart.size === 0
      ? emptyCart()
      : h("form", { novalidate: true, onSubmit: submit }, [
          ...ADDRESS.map(([key, label]) =>
            field(
              label,
              h("input", {
                id: key,
                ...faultAttributes(key, faults.value[key]),
                value: address[key],
                onInput: (event: Event) => (address[key] = typedIn(event)),
              }),
              { id: key, fault: faults.value[key] },
            ),
          ),
          billRows(billOf(world.value)),
          h("button", { class: "strong" }, "Place order"),
        ]),
  ];
});

/** The list of orders, newest first, for either side of the counter. */
export function orderList(base: string): VNode {
  const { orders } = world.value;
  if (orders.length === 0) return h("p", "No orders yet.");
  return h("table", [
    h(
      "thead",
      h(
        "tr",
        ["Order", "Day", "Customer", "Status", "Total"].map((text) => h("th", text)),
      ),
    ),
    h(
      "tbody",
      orders
        .toReversed()
        .map(({ number, at, address, status, bill }) =>
          h("tr", { key: number, "data-testid": "order" }, [
            h("td", h("a", { href: `#${base}/${number}` }, `Order ${number}`)),
            h("td", longDay(at)),
            h("td", { class: "long" }, address.name),
            h("td", { "data-testid": "status" }, status),
            h("td", { "data-testid": "total" }, money(bill.total)),
          ]),
        ),
    ),
  ]);
}

/** An order's page; `below` adds what the shopkeeper may do with a line. */
export function orderPage(order: Order, below: (sku: string) => VNode | null): VNode[] {
  const refunds = refundsOf(order);
  const { name, street, postcode, town, email } = order.address;
  return [
    h("p", ["Placed on ", longDay(order.at), ": ", h("b", { "data-testid": "status" }, order.status)]),
    h("p", { class: "long" }, [name, street, `${postcode} ${town}`, email].join(", ")),
    h(
      "ol",
      order.lines.map((line) =>
        h("li", { key: line.sku, "data-testid": "order-line" }, [
          named(line),
          h("div", { class: "row" }, [
            h("span", money(line.price)),
            h("span", ["× ", h("span", { "data-testid": "quantity" }, line.quantity)]),
            h("b", { "data-testid": "line-total" }, money(line.price * line.quantity)),
          ]),
          order.back[line.sku]
            ? h("p", [
                h("span", { "data-testid": "returned" }, order.back[line.sku]),
                " came back, ",
                h("span", { "data-testid": "refund" }, money(refunds[line.sku]!)),
                " refunded",
              ])
            : null,
          below(line.sku),
        ]),
      ),
    ),
    billRows(order.bill, refundedIn(order)),
  ];
}
