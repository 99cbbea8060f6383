import { codeElement, h } from "./dom.js";
import { formatInstant, formatTime, UNASSIGNED, withArabicDigits } from "./words.js";

/** Where a parcel is: the field, and what is known of the parcel. */
export function createTrackView(day, plan) {
  const form = document.querySelector("#track-form");
  const field = document.querySelector("#track-code");
  const problem = document.querySelector("#track-message");
  const result = document.querySelector("#track-result");
  let tracked = null;
  let schedules = null;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = normalize(field.value);
    tracked = day.parcels.find(({ code }) => code === wanted || code.split("-")[0] === wanted) ?? null;
    if (tracked === null) {
      field.setAttribute("aria-invalid", "true");
      problem.textContent = wanted === "" ? "اكتب رقم الطرد" : "لا يوجد طرد بهذا الرقم";
      field.focus();
    } else {
      field.removeAttribute("aria-invalid");
      problem.textContent = "";
    }
    show();
  });

  const fact = (label, testId, text) =>
    h("div", {}, h("dt", {}, label), h("dd", { "data-testid": testId }, text));

  function show() {
    if (tracked === null) {
      result.replaceChildren();
      return;
    }
    const { code, recipient, address, history } = tracked;
    const van = plan.findVan(code);
    const stop = van && schedules.get(van.id).stops.find(({ parcel }) => parcel === tracked);
    const next = h(
      "div",
      { class: "tracking", "data-testid": "tracking" },
      h("h3", {}, "الطرد ", codeElement(code)),
      h("p", { class: "recipient" }, withArabicDigits(recipient)),
      h("p", { class: "address" }, withArabicDigits(address)),
      h(
        "dl",
        { class: "track-facts" },
        fact("آخر حدث", "track-status", history.length > 0 ? withArabicDigits(history.at(-1).event) : "—"),
        fact("الشاحنة", "track-van", van === null ? UNASSIGNED : withArabicDigits(van.name)),
        stop && fact("الوصول", "track-eta", formatTime(stop.arrival)),
      ),
      h("h4", {}, "السجل"),
      h(
        "ol",
        { class: "events", role: "list" },
        [...history]
          .reverse()
          .map(({ at, event }) =>
            h(
              "li",
              { "data-testid": "event" },
              h("time", { datetime: at }, formatInstant(at)),
              " ",
              h("span", {}, withArabicDigits(event)),
            ),
          ),
      ),
    );
    // Nothing is read out again where nothing has changed.
    if (result.firstElementChild?.isEqualNode(next)) return;
    result.replaceChildren(next);
  }

  return {
    render: (newSchedules) => {
      schedules = newSchedules;
      show();
    },
  };
}

/** A number as it was typed, in the form of the codes. */
function normalize(text) {
  return text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()
    .toUpperCase()
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
