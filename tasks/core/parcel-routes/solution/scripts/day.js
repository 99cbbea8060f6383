/** `09:05` to minutes after midnight. */
function parseTime(text) {
  const [hours, minutes] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Reads the day's file: its vans and parcels, times as minutes after midnight, parcels by their code. */
export async function loadDay(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const { day, depot, vans, parcels } = await response.json();
  return {
    day,
    depot,
    vans: vans.map((van) => ({ ...van, departs: parseTime(van.departs) })),
    parcels: new Map(
      parcels.map((parcel) => [
        parcel.code,
        { ...parcel, from: parseTime(parcel.from), to: parseTime(parcel.to) },
      ]),
    ),
  };
}
