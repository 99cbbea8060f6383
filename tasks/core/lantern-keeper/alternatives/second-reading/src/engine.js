/* The rules of the harbour: what a beat and what the keeper does. It knows nothing of clocks and pages. */

const STEPS = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };
const CURRENTS = { "^": "up", v: "down", "<": "left", ">": "right" };

const isSame = ([column, row], [otherColumn, otherRow]) => column === otherColumn && row === otherRow;

/**
 * A game of one level. `status` is null until it is "cleared" or "failed". `beat` and `act` return what is
 * news, in sentences.
 */
export function createGame({ columns, rows, reach }, level) {
  const game = {
    level,
    beatNumber: 0,
    score: 0,
    oil: level.oil,
    keeper: level.keeper,
    lanterns: level.lanterns.map(({ left }) => left),
    gates: level.gates.map(({ sides }) => sides[0]),
    // Where a boat is: "expected", "sailing", "berthed" or "lost"; and its cell while it is sailing.
    boats: level.boats.map(() => ({ state: "expected", at: null })),
    status: null,
  };

  const signAt = ([column, row]) => level.map[row - 1]?.[column - 1];
  const canWalk = (cell) => signAt(cell) === "." || level.bridges.some((bridge) => isSame(bridge, cell));
  const isTaken = (cell) => game.boats.some(({ state, at }) => state === "sailing" && isSame(at, cell));
  const move = ([column, row], side) => [column + STEPS[side][0], row + STEPS[side][1]];

  game.isLit = ([column, row]) =>
    level.lanterns.some(
      ({ at }, index) =>
        game.lanterns[index] > 0 && Math.abs(at[0] - column) <= reach && Math.abs(at[1] - row) <= reach,
    );

  function nextCell(cell) {
    const gate = level.gates.findIndex(({ at }) => isSame(at, cell));
    return move(cell, gate === -1 ? CURRENTS[signAt(cell)] : game.gates[gate]);
  }

  function sail(index) {
    const boat = game.boats[index];
    const { name, berth, due } = level.boats[index];
    const next = nextCell(boat.at);
    if (!game.isLit(next) || isTaken(next)) return null;
    boat.at = next;
    const reached = level.berths.find(({ at }) => isSame(at, next));
    if (reached === undefined) return null;
    if (reached.name !== berth) {
      boat.state = "lost";
      return `${name} is lost.`;
    }
    boat.state = "berthed";
    game.score += 10 + Math.max(0, due - game.beatNumber);
    return `${name} is in.`;
  }

  game.beat = () => {
    const news = [];
    game.beatNumber += 1;
    game.lanterns = game.lanterns.map((left) => Math.max(0, left - 1));
    game.boats.forEach((boat, index) => {
      if (boat.state === "sailing") news.push(sail(index));
    });
    game.boats.forEach((boat, index) => {
      const { from, enters } = level.boats[index];
      if (boat.state !== "expected" || enters > game.beatNumber || isTaken(from)) return;
      boat.state = "sailing";
      boat.at = from;
    });
    if (game.boats.some(({ state }) => state === "lost")) game.status = "failed";
    else if (game.boats.every(({ state }) => state === "berthed")) game.status = "cleared";
    else if (game.beatNumber >= level.tide) {
      game.status = "failed";
      news.push("The tide has turned.");
    }
    return news.filter((each) => each !== null);
  };

  function use() {
    const lantern = level.lanterns.findIndex(({ at }) => isSame(at, game.keeper));
    if (lantern !== -1) {
      if (game.oil === 0) return ["No oil left. Fetch some at the store."];
      game.oil -= 1;
      game.lanterns[lantern] = level.lanterns[lantern].burns;
    }
    const lever = level.gates.findIndex(({ lever: at }) => isSame(at, game.keeper));
    if (lever !== -1) {
      const { sides } = level.gates[lever];
      game.gates[lever] = sides.find((side) => side !== game.gates[lever]);
    }
    if (isSame(level.store, game.keeper)) game.oil = level.oil;
    return [];
  }

  game.act = (action) => {
    if (action === "use") return use();
    const target = move(game.keeper, action);
    if (target[0] >= 1 && target[0] <= columns && target[1] >= 1 && target[1] <= rows && canWalk(target)) {
      game.keeper = target;
    }
    return [];
  };

  return game;
}
