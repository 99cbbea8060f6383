import { formatMoment, formatTime, toArabicDigits, toLatinDigits } from "../arabic.js";
import { codeElement, element, showText } from "../dom.js";

/** The code that somebody means: digits of either kind, letters of either case, or the number alone. */
function parseCode(typed) {
  const latin = toLatinDigits(typed.trim()).toUpperCase();
  return /^\d+$/.test(latin) ? `${latin}-DRB` : latin;
}

/** Finds a parcel by its number, and shows its history and when it arrives by the plan as it is now. */
export function createTracking(day) {
  const form = document.querySelector("#search");
  const message = form.querySelector("#search-message");
  const place = document.querySelector("#tracking");
  let schedules = [];
  let parcel = null;

  function say(text) {
    showText(message, text);
    if (text === null) form.number.removeAttribute("aria-invalid");
    else form.number.setAttribute("aria-invalid", "true");
  }

  function show() {
    const stop = schedules.flatMap(({ stops }) => stops).find((other) => other.parcel === parcel) ?? null;
    place.replaceChildren(...(parcel === null ? [] : [createResult(parcel, stop)]));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = form.number.value.trim();
    parcel = day.parcels.get(parseCode(typed)) ?? null;
    if (typed === "") say("اكتب رقم الطرد");
    else say(parcel === null ? "لا يوجد طرد بهذا الرقم" : null);
    show();
  });

  return {
    render: (_, current) => {
      schedules = current;
      show();
    },
  };
}

function createResult({ code, recipient, address, history }, stop) {
  const events = history.toReversed();
  const fact = (label, ...content) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, ...content));
  return element(
    "section",
    { class: "tracking", "data-testid": "tracking", "aria-label": "تتبّع الطرد" },
    element(
      "div",
      { class: "tracking__facts" },
      element("h2", {}, codeElement(code)),
      element("p", { class: "recipient" }, recipient),
      element("p", { class: "address" }, toArabicDigits(address)),
      element(
        "dl",
        {},
        fact("الحالة", element("span", { "data-testid": "track-status" }, events[0].event)),
        fact("الشاحنة", element("span", { "data-testid": "track-van" }, stop?.van.name ?? "غير مُسند")),
        stop === null
          ? []
          : fact(
              "الوصول المتوقع",
              element("strong", { "data-testid": "track-eta" }, formatTime(stop.arrival)),
            ),
      ),
    ),
    element(
      "ol",
      { class: "history", role: "list" },
      events.map(({ at, event }) =>
        element(
          "li",
          { "data-testid": "event" },
          element("time", { datetime: at }, formatMoment(at)),
          element("span", {}, event),
        ),
      ),
    ),
  );
}
