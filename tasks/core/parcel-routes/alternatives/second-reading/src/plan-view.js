import { codeElement, h } from "./dom.js";
import {
  countKilograms,
  countMinutes,
  countParcels,
  formatTime,
  formatWindow,
  UNASSIGNED,
  withArabicDigits,
} from "./words.js";
import { parseTime } from "./schedule.js";

/** The vans with their routes, and the parcels on none. */
export function createPlanView(root, day, plan) {
  root.addEventListener("change", ({ target }) => {
    if (!target.matches("select[data-code]")) return;
    const { code } = target.dataset;
    plan.assign(code, target.value === "" ? null : target.value);
    focusControl(code, "van");
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-code]");
    if (button === null) return;
    const { code, control } = button.dataset;
    plan.move(code, control === "up" ? -1 : 1);
    focusControl(code, control);
  });

  const findControl = (code, control) =>
    root.querySelector(`[data-code="${CSS.escape(code)}"][data-control="${control}"]`);

  /** Focuses a control of a parcel, or the next best one where that is disabled or gone. */
  function focusControl(code, control) {
    const other = { up: "down", down: "up" }[control];
    const candidates = [control, other, "van"].map((each) => each && findControl(code, each));
    candidates.find((element) => element && !element.disabled)?.focus();
  }

  const renderParcel = (parcel, van, stop, index, count) => {
    const { code } = parcel;
    const button = (control, path, label, disabled) =>
      h(
        "button",
        {
          type: "button",
          class: "step",
          "data-code": code,
          "data-control": control,
          "aria-label": label,
          disabled,
        },
        arrow(path),
      );
    const select = h(
      "select",
      { "aria-label": `شاحنة ${code}`, "data-code": code, "data-control": "van" },
      h("option", { value: "" }, UNASSIGNED),
      day.vans.map(({ id, name }) => h("option", { value: id }, withArabicDigits(name))),
    );
    select.value = van?.id ?? "";
    return h(
      "li",
      { class: stop?.late > 0 ? "parcel is-late" : "parcel", "data-testid": "parcel" },
      h(
        "div",
        { class: "parcel-head" },
        stop && h("span", { class: "position", "data-testid": "position" }, withArabicDigits(index + 1)),
        codeElement(code),
        stop &&
          h(
            "span",
            { class: "arrival" },
            "الوصول ",
            h("b", { "data-testid": "eta" }, formatTime(stop.arrival)),
          ),
      ),
      h("h3", {}, withArabicDigits(parcel.recipient)),
      h("p", { class: "address" }, withArabicDigits(parcel.address)),
      h(
        "p",
        { class: "facts" },
        h("span", { "data-testid": "window" }, formatWindow(parcel)),
        h("span", { "data-testid": "weight" }, countKilograms(parcel.weight)),
        stop?.wait > 0
          ? h("span", { class: "tag wait", "data-testid": "wait" }, `الانتظار: ${countMinutes(stop.wait)}`)
          : null,
        stop?.late > 0
          ? h("span", { class: "tag late", "data-testid": "late" }, `التأخير: ${countMinutes(stop.late)}`)
          : null,
      ),
      h(
        "div",
        { class: "controls" },
        select,
        stop && button("up", "M10 16V4M5 9l5-5 5 5", `نقل ${code} إلى أعلى`, index === 0),
        stop && button("down", "M10 4v12M5 11l5 5 5-5", `نقل ${code} إلى أسفل`, index === count - 1),
      ),
    );
  };

  const renderVan = (van, schedule) => {
    const { stops, load, driving, late, back } = schedule;
    const total = (label, testId, text, extra = null) =>
      h("div", { class: extra }, h("dt", {}, label), h("dd", { "data-testid": testId }, text));
    return h(
      "section",
      { class: "van", "data-testid": `van-${van.id}`, "aria-labelledby": `name-${van.id}` },
      h(
        "header",
        { class: "van-head" },
        h("h2", { id: `name-${van.id}` }, withArabicDigits(van.name)),
        h("p", {}, "الانطلاق ", h("span", {}, formatTime(parseTime(van.departs)))),
      ),
      h(
        "dl",
        { class: "totals" },
        total("الطرود", "parcel-count", countParcels(stops.length)),
        total("الحمولة", "load", countKilograms(load)),
        h("div", {}, h("dt", {}, "السعة"), h("dd", {}, countKilograms(van.capacity))),
        total("القيادة", "driving", countMinutes(driving)),
        total("مجموع التأخير", "late-minutes", countMinutes(late), late > 0 ? "is-late" : null),
        total("العودة", "back", back === null ? "—" : formatTime(back)),
      ),
      h(
        "div",
        { class: "gauge", "aria-hidden": "true" },
        h("div", { style: `inline-size: ${Math.min(100, (load / van.capacity) * 100)}%` }),
      ),
      stops.length === 0
        ? h("p", { class: "empty" }, "المسار فارغ")
        : h(
            "ol",
            { class: "parcels", role: "list" },
            stops.map((stop, index) => renderParcel(stop.parcel, van, stop, index, stops.length)),
          ),
    );
  };

  const renderUnassigned = (parcels) =>
    h(
      "section",
      { class: "van unassigned", "data-testid": "unassigned", "aria-labelledby": "name-unassigned" },
      h("header", { class: "van-head" }, h("h2", { id: "name-unassigned" }, "طرود بلا شاحنة")),
      parcels.length === 0
        ? h("p", { class: "empty" }, "كل الطرود على الشاحنات")
        : h(
            "ul",
            { class: "parcels", role: "list" },
            parcels.map((parcel) => renderParcel(parcel, null, null, 0, 0)),
          ),
    );

  return {
    focusControl,
    render: (schedules) => {
      const { activeElement } = document;
      const focused = root.contains(activeElement) ? { ...activeElement.dataset } : null;
      root.replaceChildren(
        ...day.vans.map((van) => renderVan(van, schedules.get(van.id))),
        renderUnassigned(plan.listUnassigned()),
      );
      if (focused?.code !== undefined) focusControl(focused.code, focused.control);
    },
  };
}

function arrow(path) {
  const template = document.createElement("template");
  template.innerHTML = `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${path}"
    fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" /></svg>`;
  return template.content.firstElementChild;
}
