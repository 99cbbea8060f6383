/*
 * The rules of one night: pure functions from a night to the next one. What happens depends on the order of inputs and beats alone,
 * so that the same inputs between the same beats give the same night again.
 */
const STEPS = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };
const CURRENTS = { "^": "up", v: "down", "<": "left", ">": "right" };
const POINTS_PER_BOAT = 10;

export function createNight(level) {
  return {
    level,
    beat: 0,
    score: 0,
    outcome: null,
    keeper: level.keeper,
    oil: level.oil,
    lanterns: level.lanterns.map(({ left }) => left),
    gates: level.gates.map(() => 0),
    boats: level.boats.map(() => ({ status: "expected", at: null })),
  };
}

/** Lets the keeper do something: a direction, or `use`. */
export function applyInput(night, input) {
  return input === "use" ? useWhatIsHere(night) : walk(night, input);
}

function walk(night, direction) {
  const target = neighbour(night.keeper, direction);
  const { level } = night;
  const isWalkable =
    groundAt(level, target) === "." || level.bridges.some((bridge) => isSame(bridge, target));
  return isWalkable ? { ...night, keeper: target } : night;
}

function useWhatIsHere(night) {
  const { level, keeper } = night;
  if (isSame(level.store, keeper)) return { ...night, oil: level.oil };
  const gate = level.gates.findIndex(({ lever }) => isSame(lever, keeper));
  if (gate >= 0) return { ...night, gates: night.gates.with(gate, 1 - night.gates[gate]) };
  const lantern = lanternAt(night, keeper);
  if (lantern < 0 || night.oil === 0) return night;
  return {
    ...night,
    oil: night.oil - 1,
    lanterns: night.lanterns.with(lantern, level.lanterns[lantern].burns),
  };
}

/** The index of the lantern on a cell, or -1. */
export function lanternAt(night, cell) {
  return night.level.lanterns.findIndex(({ at }) => isSame(at, cell));
}

/** One beat: lanterns burn down, boats sail, boats enter, and then the night may be over. */
export function advance(night) {
  const beat = night.beat + 1;
  const lanterns = night.lanterns.map((left) => Math.max(0, left - 1));
  let next = { ...night, beat, lanterns };
  for (const index of next.boats.keys()) next = sail(next, index);
  for (const index of next.boats.keys()) next = enter(next, index);
  return { ...next, outcome: judge(next) };
}

function sail(night, index) {
  const boat = night.boats[index];
  if (boat.status !== "afloat") return night;
  const target = neighbour(boat.at, currentAt(night, boat.at));
  if (!isLit(night, target) || isOccupied(night, target)) return night;
  const berth = night.level.berths.find(({ at }) => isSame(at, target));
  if (berth === undefined) return withBoat(night, index, { status: "afloat", at: target });
  const plan = night.level.boats[index];
  if (berth.name !== plan.berth) return withBoat(night, index, { status: "lost", at: target });
  const points = POINTS_PER_BOAT + Math.max(0, plan.due - night.beat);
  return withBoat({ ...night, score: night.score + points }, index, { status: "berthed", at: target });
}

function enter(night, index) {
  const { enters, from } = night.level.boats[index];
  const isDue = night.boats[index].status === "expected" && enters <= night.beat;
  return isDue && !isOccupied(night, from) ? withBoat(night, index, { status: "afloat", at: from }) : night;
}

function judge({ boats, beat, level }) {
  if (boats.some(({ status }) => status === "lost")) return "failed";
  if (boats.every(({ status }) => status === "berthed")) return "cleared";
  return beat > level.tide ? "failed" : null;
}

/** Whether a burning lantern is near enough, along both axes. */
export function isLit({ level, lanterns }, [column, row]) {
  return level.lanterns.some(
    ({ at }, index) =>
      lanterns[index] > 0 && Math.abs(at[0] - column) <= level.reach && Math.abs(at[1] - row) <= level.reach,
  );
}

/** Where the water of a cell leads to; a gate's depends on how it is set. */
function currentAt({ level, gates }, cell) {
  const gate = level.gates.findIndex(({ at }) => isSame(at, cell));
  return gate >= 0 ? level.gates[gate].sides[gates[gate]] : CURRENTS[groundAt(level, cell)];
}

export function groundAt(level, [column, row]) {
  return level.map[row - 1]?.[column - 1];
}

function isOccupied(night, cell) {
  return night.boats.some(({ status, at }) => status === "afloat" && isSame(at, cell));
}

function withBoat(night, index, boat) {
  return { ...night, boats: night.boats.with(index, boat) };
}

function neighbour([column, row], direction) {
  const [across, down] = STEPS[direction];
  return [column + across, row + down];
}

function isSame(one, other) {
  return one[0] === other[0] && one[1] === other[1];
}
