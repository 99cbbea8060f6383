import { drawGround, drawPassenger, drawRock, drawTunnel } from "./scenery.js";
import { currentLevel, waitingPassenger } from "./rules.js";

/** Draws games on a canvas, sharp at any size and pixel ratio. */
export function createBoardView(canvas, { columns, rows }) {
  // A small board, drawn a few times a second: in memory it is there at once, while an emulated graphics card takes its time.
  const inMemory = { willReadFrequently: true };
  const context = canvas.getContext("2d", inMemory);
  // The ground is hundreds of rectangles that never change: painted once for each size.
  const ground = document.createElement("canvas");
  let shown = null;

  const draw = () => {
    if (shown === null || canvas.width === 0) return;
    const size = canvas.width / columns;
    const level = currentLevel(shown);
    context.drawImage(ground, 0, 0);
    for (const cell of level.rocks) drawRock(context, at(cell, size));
    for (const [index, mouths] of level.tunnels.entries()) {
      for (const cell of mouths) drawTunnel(context, at(cell, size), index);
    }
    const passenger = waitingPassenger(shown);
    if (passenger !== null) drawPassenger(context, at(passenger, size), shown.boarded);
  };

  const fit = () => {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const cell = Math.max(1, Math.floor((canvas.clientWidth * ratio) / columns));
    canvas.width = cell * columns;
    canvas.height = cell * rows;
    ground.width = canvas.width;
    ground.height = canvas.height;
    drawGround(ground.getContext("2d", inMemory), { columns, rows, size: cell });
    draw();
  };

  let fittedTo = 0;
  const fitAgain = () => {
    if (canvas.clientWidth === fittedTo) return;
    fittedTo = canvas.clientWidth;
    fit();
  };
  new ResizeObserver(fitAgain).observe(canvas);
  fitAgain();
  return {
    show(game) {
      shown = game;
      draw();
    },
  };
}

function at({ column, row }, size) {
  return { x: (column - 1) * size, y: (row - 1) * size, size };
}
