/* When a van arrives where. Times are minutes since midnight. */

export const parseTime = (time) => {
  const [hours, minutes] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

const drive = (from, to) => Math.ceil((Math.abs(from.x - to.x) + Math.abs(from.y - to.y)) / 4);

/** The stops of a van with their arrivals, and its totals. */
export function scheduleVan(depot, van, parcels) {
  let time = parseTime(van.departs);
  let place = depot;
  let driving = 0;
  const stops = parcels.map((parcel) => {
    const leg = drive(place, parcel);
    const arrival = time + leg;
    const wait = Math.max(0, parseTime(parcel.from) - arrival);
    const late = Math.max(0, arrival - parseTime(parcel.to));
    driving += leg;
    time = arrival + wait + parcel.service;
    place = parcel;
    return { parcel, arrival, wait, late };
  });
  const wayBack = drive(place, depot);
  return {
    stops,
    load: sum(parcels.map(({ weight }) => weight)),
    driving: driving + wayBack,
    late: sum(stops.map(({ late }) => late)),
    back: parcels.length === 0 ? null : time + wayBack,
  };
}

export const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
