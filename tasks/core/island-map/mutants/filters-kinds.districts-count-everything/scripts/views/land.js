import { svg } from "../dom.js";
import { middleOf } from "../geometry.js";
import { count } from "../wording.js";

const toPoints = (points) => points.map(({ x, y }) => `${x},${y}`).join(" ");

/** Districts, roads and the route, drawn in map units; what the box shows of them is the drawing's viewBox. */
export function createLand(drawing, { districts, roads, places, placeById }) {
  const areas = districts.map(({ name, corners }, index) => {
    const { x, y } = middleOf(corners);
    const label = svg("text", { x, y }, name);
    const area = svg("polygon", { points: toPoints(corners), fill: `var(--district-${(index % 6) + 1})` });
    return svg("g", { role: "img", class: "district" }, area, label);
  });
  const ways = roads.map(({ points }) => toPoints(points));
  const route = svg("polyline", { class: "route" });
  drawing.replaceChildren(
    ...districts.map(({ corners }) => svg("polygon", { class: "shallows", points: toPoints(corners) })),
    ...areas,
    ...ways.map((points) => svg("polyline", { class: "road-edge", points })),
    ...ways.map((points) => svg("polyline", { class: "road", points })),
    route,
  );

  return (state, { width, height, unit }) => {
    const [across, down] = [width / unit, height / unit];
    const { x, y } = state.view;
    drawing.setAttribute("viewBox", `${x - across / 2} ${y - down / 2} ${across} ${down}`);
    drawing.style.setProperty("--px", `${1 / unit}px`);
    districts.forEach(({ name }, index) => {
      const inside = places.filter((place) => place.district === name);
      areas[index].setAttribute("aria-label", `${name}, ${count(inside.length, "place")}`);
    });
    route.setAttribute("points", toPoints(state.route.map((id) => placeById.get(id).at)));
  };
}
