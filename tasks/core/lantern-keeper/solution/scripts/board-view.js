import { drawBoat, drawGate, drawKeeper, drawLantern } from "./figures.js";
import { drawBerth, drawBridge, drawDark, drawGround, drawLever, drawStore } from "./scenery.js";
import { groundAt, isLit } from "./rules.js";

/** Draws nights on a canvas, sharp at any size and pixel ratio. */
export function createBoardView(canvas, { columns, rows }) {
  // A small board, drawn a few times a second: in memory it is there at once, while an emulated graphics card takes its time.
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let shown = null;

  const draw = () => {
    if (shown === null || canvas.width === 0) return;
    drawNight(context, shown, canvas.width / columns);
  };

  const fit = () => {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const size = Math.max(1, Math.round((canvas.clientWidth * ratio) / columns));
    if (canvas.width === size * columns) return;
    canvas.width = size * columns;
    canvas.height = size * rows;
    draw();
  };

  new ResizeObserver(fit).observe(canvas);
  fit();
  return {
    show(night) {
      shown = night;
      draw();
    },
  };
}

function drawNight(context, night, size) {
  const { level, keeper, lanterns, gates, boats } = night;
  const at = ([column, row]) => ({ x: (column - 1) * size, y: (row - 1) * size, size });
  const cells = Array.from({ length: level.rows * level.columns }, (_, index) => [
    (index % level.columns) + 1,
    Math.floor(index / level.columns) + 1,
  ]);

  for (const cell of cells) drawGround(context, at(cell), groundAt(level, cell));
  for (const cell of level.bridges) drawBridge(context, at(cell));
  for (const [index, { at: cell }] of level.berths.entries()) drawBerth(context, at(cell), index);
  drawStore(context, at(level.store));
  for (const cell of cells) if (!isLit(night, cell)) drawDark(context, at(cell));

  for (const [index, gate] of level.gates.entries()) {
    drawGate(context, at(gate.at), gate.sides[gates[index]]);
    drawLever(context, at(gate.lever), { name: gate.name, isOver: gates[index] === 1 });
  }
  for (const [index, { at: cell, burns }] of level.lanterns.entries()) {
    drawLantern(context, at(cell), lanterns[index] / burns);
  }
  for (const [index, { status, at: cell }] of boats.entries()) {
    const berth = level.berths.findIndex(({ name }) => name === level.boats[index].berth);
    if (cell !== null) drawBoat(context, at(cell), { berth, isLost: status === "lost" });
  }
  drawKeeper(context, at(keeper));
}
