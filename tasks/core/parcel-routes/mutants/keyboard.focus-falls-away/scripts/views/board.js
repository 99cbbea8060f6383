import { formatKilograms, formatParcels } from "../arabic.js";
import { showText } from "../dom.js";
import { unassigned } from "../plan.js";
import { createParcelCard } from "./parcel-card.js";
import { createRouteView } from "./route.js";

const find = (testId) => document.querySelector(`[data-testid="${testId}"]`);

/** The day's figures, the parcels on no van, and the vans' routes. */
export function createBoard(day, store) {
  const cards = new Map(
    [...day.parcels].map(([code, parcel]) => [code, createParcelCard(parcel, day, store)]),
  );
  const routes = day.vans.map(createRouteView);
  const looseList = document.querySelector("#unassigned");
  const noneLoose = document.querySelector("#none-loose");
  document.querySelector("#routes").append(...routes.map(({ node }) => node));
  find("total-parcels").textContent = formatParcels(day.parcels.size);

  function arrange(list, wanted) {
    const nodes = wanted.map(([code, stop]) => {
      const card = cards.get(code);
      card.refresh(stop);
      return card.node;
    });
    if (nodes.some((node, index) => list.children[index] !== node)) list.replaceChildren(...nodes);
    else while (list.children.length > nodes.length) list.lastChild.remove();
  }

  function render({ plan, excess }, schedules) {
    const loose = unassigned(plan, day);
    const late = schedules.flatMap(({ stops }) => stops).filter((stop) => stop.late > 0);
    keepFocus(cards, () => {
      schedules.forEach((schedule, index) => {
        routes[index].refresh(schedule);
        arrange(
          routes[index].list,
          schedule.stops.map((stop) => [stop.parcel.code, stop]),
        );
      });
      arrange(
        looseList,
        loose.map(({ code }) => [code, null]),
      );
    });
    noneLoose.hidden = loose.length > 0;
    find("unassigned-count").textContent = formatParcels(loose.length);
    find("late-parcels").textContent = formatParcels(late.length);
    find("late-parcels").classList.toggle("is-late", late.length > 0);
    showText(find("message"), excess > 0 ? `السعة لا تكفي، الزيادة: ${formatKilograms(excess)}` : null);
  }

  return { render };
}

/** What moves in the document loses the focus: gives it back to the same control, or to one beside it where that is out of use. */
function keepFocus(cards, work) {
  const focused = document.activeElement;
  work();
  const card = [...cards.values()].find(({ node }) => node.contains(focused));
  if (card === undefined) return;
  const target = [focused, ...card.controls].find(({ disabled, hidden }) => !disabled && !hidden);
  if (focused.disabled) return;
  target.scrollIntoView({ block: "nearest" });
}
