const TUNNEL_COLOURS = ["#8f7bff", "#36c9b4"];
const COATS = ["#ff8fa3", "#7bdff2", "#b8f2a0", "#f7b267"];

/** Dark ground with a faint sleeper in each cell, so that distances can be counted. */
export function drawGround(context, { columns, rows, size }) {
  const width = columns * size;
  const height = rows * size;
  const sky = context.createLinearGradient(0, 0, width * 0.3, height);
  sky.addColorStop(0, "#1a2350");
  sky.addColorStop(1, "#101739");
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      context.fillStyle = (row + column) % 2 === 0 ? "rgb(255 255 255 / 3%)" : "rgb(0 0 0 / 6%)";
      context.fillRect(column * size, row * size, size, size);
    }
  }
}

/** A boulder with the moon on its left side. */
export function drawRock(context, { x, y, size }) {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.fillStyle = "#4b557f";
  trace(context, [[0.12, 0.86], [0.08, 0.52], [0.3, 0.2], [0.62, 0.12], [0.9, 0.42], [0.93, 0.86]]);
  context.fill();
  context.fillStyle = "#6f7aa9";
  trace(context, [[0.14, 0.54], [0.32, 0.24], [0.6, 0.17], [0.5, 0.42], [0.3, 0.52]]);
  context.fill();
  context.fillStyle = "#38416a";
  trace(context, [[0.58, 0.86], [0.66, 0.5], [0.9, 0.44], [0.93, 0.86]]);
  context.fill();
  context.restore();
}

/** A lit arch; both mouths of one tunnel have one colour. */
export function drawTunnel(context, { x, y, size }, index) {
  const colour = TUNNEL_COLOURS[index % TUNNEL_COLOURS.length];
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.fillStyle = colour;
  arch(context, 0.06);
  context.fill();
  context.fillStyle = "#070a1c";
  arch(context, 0.2);
  context.fill();
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  context.lineWidth = 0.05;
  arch(context, 0.32);
  context.stroke();
  context.restore();
}

/** Somebody with a lantern. */
export function drawPassenger(context, { x, y, size }, index) {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  const glow = context.createRadialGradient(0.5, 0.5, 0.1, 0.5, 0.5, 1.1);
  glow.addColorStop(0, "rgb(255 220 130 / 55%)");
  glow.addColorStop(1, "rgb(255 220 130 / 0%)");
  context.fillStyle = glow;
  context.fillRect(-0.6, -0.6, 2.2, 2.2);
  context.fillStyle = COATS[index % COATS.length];
  context.beginPath();
  context.roundRect(0.3, 0.42, 0.36, 0.48, [0.16, 0.16, 0.06, 0.06]);
  context.fill();
  context.fillStyle = "#ffe3cf";
  circle(context, 0.48, 0.28, 0.16);
  context.fillStyle = "#ffd166";
  circle(context, 0.76, 0.62, 0.11);
  context.restore();
}

function trace(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
}

function arch(context, inset) {
  context.beginPath();
  context.moveTo(inset, 0.94);
  context.lineTo(inset, 0.5);
  context.arc(0.5, 0.5, 0.5 - inset, Math.PI, 0);
  context.lineTo(1 - inset, 0.94);
  context.closePath();
}

function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
