/*
 * A plan is an object of van ids, each with the codes on that van's route in their order. Plans are never changed: each function
 * makes a new one.
 */

export const planOf = ({ vans }) => Object.fromEntries(vans.map(({ id, route }) => [id, route.toSorted()]));

/** The id of the van that has a parcel, or "" where none has. */
export function vanOf(plan, code) {
  return Object.keys(plan).find((id) => plan[id].includes(code)) ?? "";
}

/** Moves a parcel by one place on its route: -1 is earlier, 1 later. */
export function move(plan, code, step) {
  const id = vanOf(plan, code);
  const route = plan[id].filter((other) => other !== code);
  route.splice(plan[id].indexOf(code) + step, 0, code);
  return { ...plan, [id]: route };
}

/** Puts a parcel to the end of a van's route; "" takes it off its van. */
export function assign(plan, code, vanId) {
  return Object.fromEntries(
    Object.entries(plan).map(([id, route]) => {
      const others = route.filter((other) => other !== code);
      return [id, id === vanId ? [...others, code] : others];
    }),
  );
}

export const unassigned = (plan, { parcels }) =>
  [...parcels.values()].filter(({ code }) => vanOf(plan, code) === "");

/** Whether something that was stored is a plan for this day: each van with a route, no parcel unknown or twice. */
export function isPlan(value, { vans, parcels }) {
  if (value === null || typeof value !== "object") return false;
  if (!vans.every(({ id }) => Array.isArray(value[id]))) return false;
  const codes = Object.values(value).flat();
  return (
    Object.keys(value).length === vans.length &&
    new Set(codes).size === codes.length &&
    codes.every((code) => parcels.has(code))
  );
}
