import { formatDay } from "./arabic.js";
import { loadDay } from "./day.js";
import { showText } from "./dom.js";
import { schedule } from "./schedule.js";
import { createStore } from "./store.js";
import { createBoard } from "./views/board.js";
import { createTracking } from "./views/tracking.js";
import { createUndo } from "./views/undo.js";

async function start() {
  const day = await loadDay("assets/day.json");
  const store = createStore(day);
  const views = [createBoard(day, store), createUndo(store), createTracking(day)];
  const render = () => {
    const schedules = schedule(store.state.plan, day);
    for (const view of views) view.render(store.state, schedules);
  };
  document.querySelector('[data-testid="day"]').textContent = formatDay(day.day);
  store.subscribe(render);
  render();
}

start().catch((error) => {
  console.error(error);
  showText(document.querySelector("#failure"), "تعذّر تحميل طرود اليوم. أعد فتح الصفحة.");
});
