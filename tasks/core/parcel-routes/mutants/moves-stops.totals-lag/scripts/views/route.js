import { formatKilograms, formatMinutes, formatParcels, formatTime } from "../arabic.js";
import { element } from "../dom.js";

/** One van: its totals and the list of its parcels. */
export function createRouteView({ id, name, capacity, departs }) {
  const figures = Object.fromEntries(
    ["parcel-count", "load", "driving", "late-minutes", "back"].map((key) => [
      key,
      element("dd", { "data-testid": key }),
    ]),
  );
  const row = (label, figure, className = "") =>
    element("div", { class: `total ${className}` }, element("dt", {}, label), figure);
  const lateRow = row("مجموع التأخير", figures["late-minutes"], "total--wide");
  const gauge = element("span", {});
  const list = element("ol", { class: "stops", role: "list" });
  const empty = element("p", { class: "nothing" }, "لا طرود على هذه الشاحنة.");
  let shown = null;
  const titleId = `title-${id}`;
  const node = element(
    "section",
    { class: `route route--${id}`, "data-testid": `van-${id}`, "aria-labelledby": titleId },
    element(
      "header",
      { class: "route__head" },
      element("h2", { id: titleId }, name),
      element(
        "dl",
        { class: "totals" },
        row("الطرود", figures["parcel-count"]),
        row("القيادة", figures.driving),
        row("الحمولة", figures.load, "total--wide"),
        row("السعة", element("dd", {}, formatKilograms(capacity)), "total--wide"),
        row("الانطلاق", element("dd", {}, formatTime(departs))),
        row("العودة", figures.back),
        lateRow,
      ),
      element("div", { class: "gauge", "aria-hidden": "true" }, gauge),
    ),
    list,
    empty,
  );
  return {
    node,
    list,
    refresh({ stops, load, driving, late, back }) {
      if (load === shown) return;
      shown = load;
      figures["parcel-count"].textContent = formatParcels(stops.length);
      figures.load.textContent = formatKilograms(load);
      figures.driving.textContent = formatMinutes(driving);
      figures["late-minutes"].textContent = formatMinutes(late);
      figures.back.textContent = back === null ? "—" : formatTime(back);
      lateRow.classList.toggle("is-late", late > 0);
      gauge.style.inlineSize = `${(100 * load) / capacity}%`;
      empty.hidden = stops.length > 0;
    },
  };
}
