import { createPlan } from "./plan.js";
import { createPlanView } from "./plan-view.js";
import { scheduleVan, sum } from "./schedule.js";
import { createTrackView } from "./track-view.js";
import { countKilograms, countParcels, formatDay } from "./words.js";

const byTestId = (id) => document.querySelector(`[data-testid="${id}"]`);

async function start() {
  const response = await fetch("assets/day.json");
  if (!response.ok) throw new Error(`day.json: ${response.status}`);
  const day = await response.json();

  const undo = document.querySelector("#undo");
  const message = byTestId("message");
  const plan = createPlan(day, () => render());
  const planView = createPlanView(document.querySelector("#plan"), day, plan);
  const trackView = createTrackView(day, plan);

  byTestId("day").textContent = formatDay(day.day);
  byTestId("total-parcels").textContent = countParcels(day.parcels.length);

  function render() {
    const schedules = new Map(
      day.vans.map((van) => [van.id, scheduleVan(day.depot, van, plan.listParcels(van.id))]),
    );
    const late = sum(
      [...schedules.values()].map(({ stops }) => stops.filter((stop) => stop.late > 0).length),
    );
    byTestId("unassigned-count").textContent = countParcels(plan.listUnassigned().length);
    byTestId("late-parcels").textContent = countParcels(late);
    document.querySelector("#late-summary").classList.toggle("is-late", late > 0);
    const text = plan.excess === null ? "" : `السعة لا تكفي، الزيادة: ${countKilograms(plan.excess)}`;
    if (message.textContent !== text) message.textContent = text;
    undo.disabled = !plan.canUndo;
    planView.render(schedules);
    trackView.render(schedules);
  }

  undo.addEventListener("click", () => {
    const code = plan.undo();
    // The button is disabled now; the focus goes to the parcel that is back.
    if (code !== null) planView.focusControl(code, "van");
  });
  document.addEventListener("keydown", (event) => {
    if (!isUndo(event) || event.target.closest("input, textarea")) return;
    event.preventDefault();
    const wasOnUndo = document.activeElement === undo;
    const code = plan.undo();
    if (code !== null && wasOnUndo) planView.focusControl(code, "van");
  });

  render();
}

/** Ctrl+Z, on an Arabic keyboard too, where the key is another letter. */
function isUndo({ ctrlKey, metaKey, shiftKey, altKey, key, code }) {
  const isZ = key.toLowerCase() === "z" || (code === "KeyZ" && !/^[a-z]$/i.test(key));
  return (ctrlKey || metaKey) && !shiftKey && !altKey && isZ;
}

start().catch((error) => {
  document.querySelector("#plan").textContent = "تعذّر تحميل بيانات اليوم. أعد تحميل الصفحة.";
  console.warn(error);
});
