const ANGLE = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 };

const ENGINE = "#ff6b5e";
const CRASHED = "#8d93b5";
const CARRIAGES = ["#3f7cf4", "#5b93ff"];

/** Draws carriages from the back, then the engine over them with its headlight. */
export function drawTrain(context, { game, size }) {
  const { train, heading, phase } = game;
  const isCrashed = phase === "over";
  for (let index = train.length - 1; index > 0; index -= 1) {
    drawCoupling(context, train[index], train[index - 1], size);
  }
  for (let index = train.length - 1; index > 0; index -= 1) {
    drawCarriage(context, { cell: train[index], size, colour: isCrashed ? CRASHED : CARRIAGES[index % 2] });
  }
  drawEngine(context, { cell: train[0], size, heading, isCrashed });
}

function drawCoupling(context, one, other, size) {
  // Between the two mouths of a tunnel there is nothing to see.
  if (Math.abs(one.column - other.column) + Math.abs(one.row - other.row) !== 1) return;
  context.strokeStyle = "#0a0f29";
  context.lineWidth = size * 0.22;
  context.beginPath();
  context.moveTo((one.column - 0.5) * size, (one.row - 0.5) * size);
  context.lineTo((other.column - 0.5) * size, (other.row - 0.5) * size);
  context.stroke();
}

function drawCarriage(context, { cell, size, colour }) {
  inCell(context, { cell, size, angle: 0 }, () => {
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(-0.42, -0.42, 0.84, 0.84, 0.2);
    context.fill();
    context.fillStyle = "#ffe29a";
    for (const [x, y] of [[-0.26, -0.26], [0.06, -0.26], [-0.26, 0.06], [0.06, 0.06]]) {
      context.fillRect(x, y, 0.2, 0.2);
    }
  });
}

function drawEngine(context, { cell, size, heading, isCrashed }) {
  inCell(context, { cell, size, angle: ANGLE[heading] }, () => {
    if (!isCrashed) {
      const beam = context.createLinearGradient(0.4, 0, 3, 0);
      beam.addColorStop(0, "rgb(255 232 160 / 55%)");
      beam.addColorStop(1, "rgb(255 232 160 / 0%)");
      context.fillStyle = beam;
      context.beginPath();
      context.moveTo(0.4, -0.12);
      context.lineTo(3, -0.8);
      context.lineTo(3, 0.8);
      context.lineTo(0.4, 0.12);
      context.fill();
    }
    context.fillStyle = isCrashed ? "#b04a44" : ENGINE;
    context.beginPath();
    context.roundRect(-0.46, -0.42, 0.94, 0.84, [0.14, 0.4, 0.4, 0.14]);
    context.fill();
    context.fillStyle = "#8f2f2a";
    context.fillRect(-0.34, -0.28, 0.3, 0.56);
    context.fillStyle = isCrashed ? "#5b6187" : "#fff4cf";
    context.beginPath();
    context.arc(0.28, 0, 0.15, 0, 2 * Math.PI);
    context.fill();
  });
}

/** Runs `paint` with the origin in the cell's middle and the cell's size as the unit. */
function inCell(context, { cell, size, angle }, paint) {
  context.save();
  context.translate((cell.column - 0.5) * size, (cell.row - 0.5) * size);
  context.scale(size, size);
  context.rotate(angle);
  paint();
  context.restore();
}
