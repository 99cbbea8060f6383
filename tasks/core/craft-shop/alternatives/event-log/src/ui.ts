import { defineComponent, h, nextTick, onMounted, type PropType, ref, type VNode } from "vue";
import { hueOf, money } from "./file.ts";
import type { Bill } from "./log.ts";

let nextId = 0;

/** A row of label and control, with what is wrong below. */
export function field(
  label: string,
  control: VNode,
  { id, fault }: { id: string; fault?: string | undefined },
): VNode {
  return h("div", { class: "field" }, [
    h("label", { for: id }, label),
    control,
    fault ? h("small", { id: `${id}-fault`, class: "fault" }, fault) : null,
  ]);
}

export const faultAttributes = (id: string, fault: string | undefined): object =>
  fault ? { "aria-invalid": "true", "aria-describedby": `${id}-fault` } : {};

export function picker(
  props: object,
  options: readonly string[],
  chosen: string,
  choose: (option: string) => void,
) {
  return h(
    "select",
    {
      ...props,
      value: chosen,
      onChange: (event: Event) => choose((event.target as HTMLSelectElement).value),
    },
    options.map((option) => h("option", { key: option, value: option, selected: option === chosen }, option)),
  );
}

/** One shape for every pot: a profile of heights and widths, turned on the wheel. */
const PROFILES: Record<string, number[]> = {
  mug: [30, 30, 30, 30, 28],
  bowl: [44, 42, 36, 26, 16],
  plate: [48, 44, 30, 22, 22],
  cup: [24, 23, 22, 21, 18],
  vase: [12, 10, 22, 30, 20],
  teapot: [16, 34, 40, 38, 26],
  jar: [26, 24, 30, 30, 28],
  planter: [40, 37, 33, 29, 25],
};

export function pot(shape: string, glaze: string): VNode {
  const top = { plate: 74, bowl: 46, cup: 50 }[shape] ?? 20;
  const step = (92 - top) / 4;
  const profile = PROFILES[shape]!;
  const right = profile.map((width, at) => `${50 + width} ${top + at * step}`);
  const left = profile.map((width, at) => `${50 - width} ${top + at * step}`).reverse();
  return h("svg", { viewBox: "0 0 100 100", "aria-hidden": "true", class: "pot" }, [
    h("polygon", {
      points: [...right, ...left].join(" "),
      fill: hueOf(glaze),
      stroke: hueOf(glaze),
      "stroke-width": 5,
      "stroke-linejoin": "round",
    }),
    h("ellipse", { cx: 50, cy: top, rx: profile[0]!, ry: 4, fill: "#0003" }),
  ]);
}

export const named = ({ sku, name, glaze, size }: Record<"sku" | "name" | "glaze" | "size", string>): VNode =>
  h("div", { class: "named" }, [h("b", name), ` ${glaze}, ${size} `, h("code", sku)]);

export function billRows({ subtotal, discount, shipping, total }: Bill, refunded = 0): VNode {
  const rows: [string, number][] = [
    ["subtotal", subtotal],
    ["discount", discount],
    ["shipping", shipping],
    ["total", total],
  ];
  if (refunded > 0) rows.push(["refunded", refunded]);
  return h(
    "ul",
    { class: "bill" },
    rows.map(([id, cents]) => h("li", [h("span", id), h("b", { "data-testid": id }, money(cents))])),
  );
}

export interface DialogField {
  readonly label: string;
  readonly options?: readonly string[];
}

/** A form in a modal dialog, made anew whenever it is opened. The browser brings the focus back to the button. */
export const FormDialog = defineComponent({
  props: {
    title: { type: String, required: true },
    button: { type: String, required: true },
    fields: { type: Array as PropType<readonly DialogField[]>, required: true },
    /** What is wrong with each field, or null when it was done. */
    save: {
      type: Function as PropType<(values: readonly string[]) => readonly string[] | null>,
      required: true,
    },
  },
  emits: ["done"],
  setup(props, { emit }) {
    const id = `dialog-${(nextId += 1)}`;
    const dialog = ref<HTMLDialogElement>();
    const values = ref(props.fields.map(({ options }) => options?.[0] ?? ""));
    const faults = ref<readonly string[]>([]);
    onMounted(() => dialog.value!.showModal());
    const submit = (event: Event): void => {
      event.preventDefault();
      const found = props.save(values.value);
      if (found === null) return dialog.value!.close();
      faults.value = found;
      void nextTick(() => dialog.value!.querySelector<HTMLElement>("[aria-invalid]")!.focus());
    };
    const control = ({ options }: DialogField, at: number): VNode => {
      const own = { id: `${id}-${at}`, ...faultAttributes(`${id}-${at}`, faults.value[at]) };
      const keep = (value: string): void => void (values.value[at] = value);
      if (options) return picker(own, options, values.value[at]!, keep);
      return h("input", {
        ...own,
        autofocus: at === 0,
        autocomplete: "off",
        value: values.value[at],
        onInput: (event: Event) => keep((event.target as HTMLInputElement).value),
      });
    };
    return () =>
      h("dialog", { ref: dialog, "aria-labelledby": id, onClose: () => emit("done") }, [
        h("h2", { id }, props.title),
        h("form", { novalidate: true, onSubmit: submit }, [
          ...props.fields.map((each, at) =>
            field(each.label, control(each, at), { id: `${id}-${at}`, fault: faults.value[at] }),
          ),
          h("p", { class: "row" }, [
            h("button", { class: "strong" }, props.button),
            h("button", { type: "button", onClick: () => dialog.value!.close() }, "Close"),
          ]),
        ]),
      ]);
  },
});
