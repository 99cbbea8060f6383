import { formatKilograms, formatMinutes, formatTime, toArabicDigits } from "../arabic.js";
import { arrow, codeElement, element, isolateCode, showText } from "../dom.js";

/**
 * A parcel on the board. There is one card for each parcel, which moves between the lists and is updated in place, so that
 * nothing in it is ever replaced under somebody's hands.
 */
export function createParcelCard(parcel, { vans }, store) {
  const { code, recipient, address, from, to, weight } = parcel;
  const spoken = isolateCode(code);
  const moveButton = (name, step) =>
    element(
      "button",
      { type: "button", class: "step", "aria-label": name, onclick: () => store.move(code, step) },
      arrow(step),
    );

  const position = element("span", { class: "position", "data-testid": "position" });
  const arrival = element("span", { class: "arrival" }, "الوصول ");
  const eta = element("strong", { "data-testid": "eta" });
  const wait = element("span", { class: "badge", "data-testid": "wait" });
  const late = element("span", { class: "badge badge--late", "data-testid": "late" });
  const earlier = moveButton(`نقل ${spoken} إلى أعلى`, -1);
  const later = moveButton(`نقل ${spoken} إلى أسفل`, 1);
  const select = element(
    "select",
    { "aria-label": `شاحنة ${spoken}`, onchange: () => store.assign(code, select.value) },
    element("option", { value: "" }, "غير مُسند"),
    vans.map(({ id, name }) => element("option", { value: id }, name)),
  );
  arrival.append(eta);
  const node = element(
    "li",
    { class: "parcel", "data-testid": "parcel" },
    element("div", { class: "parcel__head" }, position, codeElement(code), arrival),
    element("p", { class: "recipient" }, recipient),
    element(
      "p",
      { class: "place" },
      element("span", {}, address),
      element("span", { "data-testid": "weight" }, formatKilograms(weight)),
    ),
    element(
      "div",
      { class: "parcel__facts" },
      element("span", { "data-testid": "window" }, `من ${formatTime(from)} إلى ${formatTime(to)}`),
      wait,
      late,
    ),
    element("div", { class: "parcel__actions" }, select, earlier, later),
  );

  return {
    node,
    controls: [earlier, later, select],
    /** @param stop what the schedule says of the parcel; null where it is on no van */
    refresh(stop) {
      select.value = stop?.van.id ?? "";
      for (const part of [position, arrival, earlier, later]) part.hidden = stop === null;
      showText(wait, stop?.wait > 0 ? `الانتظار: ${formatMinutes(stop.wait)}` : null);
      showText(late, stop?.late > 0 ? `التأخير: ${formatMinutes(stop.late)}` : null);
      node.classList.toggle("is-late", stop?.late > 0);
      if (stop === null) return;
      position.textContent = toArabicDigits(stop.position);
      eta.textContent = formatTime(stop.arrival);
      earlier.disabled = stop.position === 1;
      later.disabled = stop.isLast;
    },
  };
}
