/* What stands still: ground, water, bridges, berths, levers and the store. Each is drawn into the square of one cell. */
const BERTH_COLOURS = ["#ff8a6b", "#6fd6b4", "#c6a3ff"];
const CURRENT_TURNS = { ">": 0, v: 0.5, "<": 1, "^": 1.5 };

export function colourOfBerth(index) {
  return BERTH_COLOURS[index % BERTH_COLOURS.length];
}

export function drawGround(context, square, ground) {
  if (ground === "#") drawHouse(context, square);
  else if (ground === ".") drawQuay(context, square);
  else drawWater(context, square, CURRENT_TURNS[ground]);
}

function drawHouse(context, { x, y, size }) {
  context.fillStyle = "#27324a";
  context.fillRect(x, y, size, size);
  context.fillStyle = "#394766";
  context.fillRect(x, y, size, size * 0.55);
  context.fillStyle = "#1b2438";
  context.fillRect(x, y + size * 0.53, size, size * 0.06);
  context.fillStyle = "#e0b765";
  context.fillRect(x + size * 0.22, y + size * 0.7, size * 0.14, size * 0.16);
  context.fillRect(x + size * 0.62, y + size * 0.7, size * 0.14, size * 0.16);
}

function drawQuay(context, { x, y, size }) {
  context.fillStyle = "#8a8270";
  context.fillRect(x, y, size, size);
  context.strokeStyle = "#776f5f";
  context.lineWidth = size * 0.03;
  context.strokeRect(x + size * 0.02, y + size * 0.02, size * 0.96, size * 0.46);
  context.strokeRect(x + size * 0.27, y + size * 0.5, size * 0.5, size * 0.48);
}

function drawWater(context, { x, y, size }, turn) {
  context.fillStyle = "#1c5b86";
  context.fillRect(x, y, size, size);
  if (turn === undefined) return;
  context.save();
  context.translate(x + size / 2, y + size / 2);
  context.rotate(turn * Math.PI);
  context.strokeStyle = "#5d9cc4";
  context.lineWidth = size * 0.05;
  context.beginPath();
  context.moveTo(-size * 0.1, -size * 0.16);
  context.lineTo(size * 0.08, 0);
  context.lineTo(-size * 0.1, size * 0.16);
  context.stroke();
  context.restore();
}

export function drawBridge(context, { x, y, size }) {
  context.fillStyle = "#9a6b3f";
  for (const part of [0.06, 0.38, 0.7]) context.fillRect(x + size * part, y, size * 0.24, size);
  context.fillStyle = "#6b4726";
  context.fillRect(x, y + size * 0.08, size, size * 0.08);
  context.fillRect(x, y + size * 0.84, size, size * 0.08);
}

export function drawBerth(context, { x, y, size }, index) {
  context.strokeStyle = colourOfBerth(index);
  context.lineWidth = size * 0.1;
  context.setLineDash([size * 0.16, size * 0.1]);
  context.strokeRect(x + size * 0.1, y + size * 0.1, size * 0.8, size * 0.8);
  context.setLineDash([]);
}

export function drawStore(context, { x, y, size }) {
  context.fillStyle = "#5a3418";
  context.beginPath();
  context.roundRect(x + size * 0.22, y + size * 0.14, size * 0.56, size * 0.72, size * 0.16);
  context.fill();
  context.fillStyle = "#c9a25e";
  for (const part of [0.26, 0.46, 0.66])
    context.fillRect(x + size * 0.2, y + size * part, size * 0.6, size * 0.06);
}

export function drawLever(context, { x, y, size }, { name, isOver }) {
  context.fillStyle = "#20293d";
  context.fillRect(x + size * 0.18, y + size * 0.62, size * 0.64, size * 0.24);
  context.strokeStyle = "#f2f5fb";
  context.lineWidth = size * 0.1;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(x + size / 2, y + size * 0.66);
  context.lineTo(x + size * (isOver ? 0.76 : 0.24), y + size * 0.24);
  context.stroke();
  context.fillStyle = "#ffc65c";
  context.font = `700 ${size * 0.24}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(name, x + size / 2, y + size * 0.75);
}

export function drawDark(context, { x, y, size }) {
  context.fillStyle = "#040a18b8";
  context.fillRect(x, y, size, size);
}
