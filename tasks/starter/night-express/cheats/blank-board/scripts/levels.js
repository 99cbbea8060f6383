/** Reads the levels and turns their [column, row] pairs into cells. Throws where the file cannot be had. */
export async function loadPlan(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const { columns, rows, levels } = await response.json();
  return { columns, rows, levels: levels.map(toLevel) };
}

function toLevel({ name, start, rocks, tunnels, passengers }) {
  return {
    name,
    start,
    rocks: rocks.map(toCell),
    tunnels: tunnels.map((mouths) => mouths.map(toCell)),
    passengers: passengers.map(toCell),
  };
}

function toCell([column, row]) {
  return { column, row };
}
