import { formatMoment, formatMoney, formatProgress, formatVerdict, formatWeight } from "./format.js";
import { createLineView } from "./line-view.js";
import { saveText, toFileName, toText } from "./manifest-text.js";
import { lineMatches } from "./manifests.js";
import { MAX_DELAY, parseDelay, parseMoment, schedule } from "./schedule.js";

/** Shows what goes to one village, and what a delay would do to it. */
export function createManifestView(manifest, loading, onDelay) {
  const { village, people, truck, lines, crates, weightKg, deadline } = manifest;
  const root = document.querySelector("#manifest").content.firstElementChild.cloneNode(true);
  const find = (selector) => root.querySelector(selector);
  const show = (testId, text) => {
    find(`[data-testid=${testId}]`).textContent = text;
  };
  const views = lines.map((line) => ({ line, ...createLineView(line, loading) }));
  const delay = find(".delay");
  const error = find(".error");
  let plan = schedule(manifest, 0);

  find("h2").textContent = village;
  find(".people").textContent = `${people} people`;
  show("departure", `${truck.departure}, ${truck.carrier}`);
  show("booking", truck.booking);
  show("price", formatMoney(truck.priceUsd));
  show("weight", formatWeight(weightKg));
  show("departs", formatMoment(parseMoment(truck.departs)));
  find(".deadline").textContent = formatMoment(parseMoment(deadline));
  find("label").textContent = `Delay for ${village}`;
  find(".lines").append(...views.map((view) => view.root));
  delay.id = `delay-${truck.departure}`;
  find("label").htmlFor = delay.id;
  error.id = `${delay.id}-error`;
  delay.setAttribute("aria-describedby", error.id);
  find(".load-all").ariaLabel = `Load all for ${village}`;
  find(".save").ariaLabel = `Save manifest of ${village}`;

  function showPlan() {
    show("arrives", formatMoment(plan.arrives));
    show("unloads", formatMoment(plan.unloads));
    show("verdict", formatVerdict(plan.spareMinutes));
    root.classList.toggle("late", plan.spareMinutes < 0);
  }

  delay.addEventListener("input", () => {
    const minutes = parseDelay(delay.value);
    const isWrong = minutes === null;
    delay.setAttribute("aria-invalid", String(isWrong));
    error.textContent = isWrong ? `Enter whole minutes from 0 to ${MAX_DELAY}.` : "";
    if (isWrong) return;
    plan = schedule(manifest, minutes);
    showPlan();
    onDelay();
  });
  find(".load-all").addEventListener("click", () => loading.loadAll(lines));
  find(".save").addEventListener("click", () => {
    saveText(toFileName(manifest), toText(manifest, { arrives: plan.arrives, countOf: loading.countOf }));
  });
  showPlan();

  return {
    root,
    isLate: () => plan.spareMinutes < 0,
    update: () => {
      const loaded = loading.sumOf(lines);
      for (const view of views) view.update();
      show("progress", formatProgress(loaded, crates));
      find("[data-testid=ready]").hidden = loaded < crates;
      find(".bar div").style.width = `${(loaded / crates) * 100}%`;
    },
    /** Shows the lines that match; tells how many do. */
    filter: (query) => {
      for (const view of views) view.root.hidden = !lineMatches(manifest, view.line, query);
      const shown = views.filter((view) => !view.root.hidden).length;
      root.hidden = shown === 0;
      return shown;
    },
  };
}
