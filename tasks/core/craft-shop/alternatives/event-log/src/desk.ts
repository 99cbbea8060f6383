import { defineComponent, h, type PropType, shallowRef, type VNode } from "vue";
import { longDay, money, shop, variants } from "./file.ts";
import { attempt, type Order, world } from "./log.ts";
import { orderList, orderPage } from "./front.ts";
import { bookReturn, countFault, refundedIn, restock, returnable, stepsOf, takeStep } from "./rules.ts";
import { FormDialog, named, picker } from "./ui.ts";

/** The dialog that is open, if any. */
function useDialog() {
  const open = shallowRef<InstanceType<typeof FormDialog>["$props"] | null>(null);
  const render = (): VNode | null =>
    open.value && h(FormDialog, { ...open.value, onDone: () => void (open.value = null) });
  return { open, render };
}

const asFaults = (refusal: string): string[] | null => (refusal ? [refusal] : null);

export const Inventory = defineComponent(() => {
  const { open, render } = useDialog();
  const openRestock = (sku: string): void => {
    const save = ([pieces]: readonly string[]) => asFaults(attempt(() => restock(sku, pieces!)));
    open.value = { title: `Restock ${sku}`, button: "Add to stock", fields: [{ label: "Pieces" }], save };
  };
  const openCount = (sku: string): void => {
    const save = ([typed, reason]: readonly string[]): string[] | null => {
      let faults: string[] = [];
      attempt((now) => {
        faults = [countFault(now, sku, typed!), reason!.trim() ? "" : "Enter a reason."];
        if (faults.some(Boolean)) return "There are faults.";
        return { type: "counted", sku, counted: Number(typed), reason: reason!.trim() };
      });
      return faults.some(Boolean) ? faults : null;
    };
    const fields = [{ label: "Counted pieces" }, { label: "Reason" }];
    open.value = { title: `Correct ${sku}`, button: "Save correction", fields, save };
  };

  return () => {
    const { stock } = world.value;
    const low = variants.filter(({ sku }) => stock[sku]! <= shop.lowStock);
    low.sort((a, b) => stock[a.sku]! - stock[b.sku]!);
    return [
      h("p", [
        h(
          "b",
          { "data-testid": "stock-total" },
          Object.values(stock).reduce((a, b) => a + b, 0),
        ),
        " pieces on hand",
      ]),
      h("h2", "Running low"),
      h(
        "ul",
        { "data-testid": "low-stock", class: "low" },
        low.map(({ sku }) =>
          h("li", { key: sku, "data-testid": "low-stock-item" }, `${sku}: ${stock[sku]} left`),
        ),
      ),
      h("h2", "All variants"),
      h(
        "ul",
        variants.map((variant) =>
          h("li", { key: variant.sku, "data-testid": "variant" }, [
            named(variant),
            h("div", { class: "row" }, [
              h("b", { "data-testid": "on-hand" }, stock[variant.sku]),
              h("button", { onClick: () => openRestock(variant.sku) }, `Restock ${variant.sku}`),
              h("button", { onClick: () => openCount(variant.sku) }, `Correct ${variant.sku}`),
            ]),
          ]),
        ),
      ),
      render(),
    ];
  };
});

export const DeskOrders = defineComponent(() => () => {
  const counted = world.value.orders.filter(({ status }) => status !== "Cancelled");
  const takings = counted.reduce((sum, order) => sum + order.bill.total - refundedIn(order), 0);
  return [
    h("p", ["Takings: ", h("b", { "data-testid": "takings" }, money(takings))]),
    orderList("/keeper/orders"),
  ];
});

export const DeskOrder = defineComponent({
  props: { order: { type: Object as PropType<Order>, required: true } },
  setup(props) {
    const { open, render } = useDialog();
    const openReturn = (sku: string): void => {
      const { number } = props.order;
      open.value = {
        title: `Return ${sku}`,
        button: "Book return",
        fields: [{ label: "Pieces" }, { label: "What to do with them", options: ["Restock", "Write off"] }],
        save: ([pieces, fate]) => asFaults(attempt((now) => bookReturn(now, number, sku, pieces!, fate!))),
      };
    };
    const below = (sku: string): VNode | null =>
      returnable(props.order, sku) > 0
        ? h("button", { "aria-label": `Return ${sku}`, onClick: () => openReturn(sku) }, "Return")
        : null;
    return () => [
      h(
        "p",
        { class: "row" },
        stepsOf(props.order).map(([step, text]) =>
          h(
            "button",
            { key: step, onClick: () => attempt((now) => takeStep(now, props.order.number, step)) },
            text,
          ),
        ),
      ),
      ...orderPage(props.order, below),
      render(),
    ];
  },
});

export const Ledger = defineComponent(() => {
  const all = "All variants";
  const sku = shallowRef(all);
  return () => {
    const shown = world.value.ledger.filter((each) => sku.value === all || each.sku === sku.value);
    const sum = shown.reduce((total, { change }) => total + change, 0);
    return [
      h("p", { class: "row" }, [
        h("label", { for: "variant" }, "Variant"),
        picker({ id: "variant" }, [all, ...variants.map((each) => each.sku)], sku.value, (wanted) => {
          sku.value = wanted;
        }),
        h("span", ["Sum: ", h("b", { "data-testid": "ledger-sum" }, sum)]),
      ]),
      h(
        "ol",
        { reversed: true },
        shown
          .toReversed()
          .map(({ at, sku: own, kind, change, balance, note }) =>
            h("li", { "data-testid": "movement" }, [
              h("span", `${longDay(at)} `),
              h("code", own),
              h("div", { class: "row" }, [
                h("span", { "data-testid": "kind" }, kind),
                h("b", { "data-testid": "change" }, change < 0 ? `${change}` : `+${change}`),
                h("span", ["makes ", h("span", { "data-testid": "balance" }, balance)]),
              ]),
              h("small", { class: "long" }, note),
            ]),
          ),
      ),
    ];
  };
});
