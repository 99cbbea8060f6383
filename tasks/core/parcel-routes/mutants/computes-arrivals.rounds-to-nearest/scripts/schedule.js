const UNITS_PER_MINUTE = 4;

const drivingMinutes = (a, b) => Math.round((Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) / UNITS_PER_MINUTE);

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Drives one van's route: a stop for each parcel with its times, and what they come to. `back` is null where there is no parcel. */
function scheduleRoute(van, codes, { depot, parcels }) {
  let place = depot;
  let clock = van.departs;
  let driving = 0;
  const drive = (target) => {
    const minutes = drivingMinutes(place, target);
    place = target;
    clock += minutes;
    driving += minutes;
  };
  const stops = codes.map((code, index) => {
    const parcel = parcels.get(code);
    drive(parcel);
    const arrival = clock;
    clock = Math.max(arrival, parcel.from) + parcel.service;
    return {
      parcel,
      van,
      position: index + 1,
      isLast: index === codes.length - 1,
      arrival,
      wait: Math.max(parcel.from - arrival, 0),
      late: Math.max(arrival - parcel.to, 0),
    };
  });
  if (stops.length > 0) drive(depot);
  return {
    van,
    stops,
    load: sum(stops.map(({ parcel }) => parcel.weight)),
    driving,
    late: sum(stops.map(({ late }) => late)),
    back: stops.length > 0 ? clock : null,
  };
}

/** The routes of a plan, in the order of the vans. */
export const schedule = (plan, day) => day.vans.map((van) => scheduleRoute(van, plan[van.id], day));

/** How many kilograms a parcel would be too much for a van; 0 where it fits. */
export function excessOf(parcel, van, plan, { parcels }) {
  const load = sum(plan[van.id].map((code) => parcels.get(code).weight));
  return Math.max(load + parcel.weight - van.capacity, 0);
}
