import { colourOfBerth } from "./scenery.js";

/* What moves or changes: lanterns, gates, boats and the keeper. */
const TURNS = { right: 0, down: 0.5, left: 1, up: 1.5 };

/** `share` is how much of its oil is left. */
export function drawLantern(context, { x, y, size }, share) {
  const [middleX, middleY] = [x + size / 2, y + size / 2];
  if (share > 0) {
    const glow = context.createRadialGradient(middleX, middleY, size * 0.1, middleX, middleY, size * 2.5);
    glow.addColorStop(0, "#ffd27a88");
    glow.addColorStop(1, "#ffd27a00");
    context.fillStyle = glow;
    context.fillRect(x - size * 2, y - size * 2, size * 5, size * 5);
  }
  context.fillStyle = "#1a2233";
  disc(context, [middleX, middleY, size * 0.42]);
  context.strokeStyle = "#4c5a78";
  context.lineWidth = size * 0.09;
  context.lineCap = "butt";
  arc(context, [middleX, middleY, size * 0.36], 1);
  context.strokeStyle = "#ffc65c";
  arc(context, [middleX, middleY, size * 0.36], share);
  context.fillStyle = share > 0 ? "#ffe9ae" : "#39445c";
  context.beginPath();
  context.moveTo(middleX, y + size * 0.24);
  context.quadraticCurveTo(x + size * 0.7, y + size * 0.5, x + size * 0.66, y + size * 0.6);
  context.arc(middleX, y + size * 0.58, size * 0.16, 0, Math.PI);
  context.quadraticCurveTo(x + size * 0.3, y + size * 0.5, middleX, y + size * 0.24);
  context.fill();
}

export function drawGate(context, { x, y, size }, side) {
  context.save();
  context.translate(x + size / 2, y + size / 2);
  context.rotate(TURNS[side] * Math.PI);
  context.fillStyle = "#f2f5fb";
  context.beginPath();
  context.moveTo(-size * 0.4, -size * 0.12);
  context.lineTo(0, -size * 0.12);
  context.lineTo(0, -size * 0.32);
  context.lineTo(size * 0.42, 0);
  context.lineTo(0, size * 0.32);
  context.lineTo(0, size * 0.12);
  context.lineTo(-size * 0.4, size * 0.12);
  context.fill();
  context.restore();
}

export function drawBoat(context, { x, y, size }, { berth, isLost }) {
  context.fillStyle = isLost ? "#5b6375" : colourOfBerth(berth);
  context.beginPath();
  context.moveTo(x + size * 0.1, y + size * 0.62);
  context.lineTo(x + size * 0.9, y + size * 0.62);
  context.lineTo(x + size * 0.74, y + size * 0.9);
  context.lineTo(x + size * 0.26, y + size * 0.9);
  context.fill();
  context.fillStyle = isLost ? "#8b93a5" : "#fdf7e8";
  context.beginPath();
  context.moveTo(x + size * 0.52, y + size * 0.1);
  context.lineTo(x + size * 0.84, y + size * 0.56);
  context.lineTo(x + size * 0.52, y + size * 0.56);
  context.moveTo(x + size * 0.46, y + size * 0.2);
  context.lineTo(x + size * 0.2, y + size * 0.56);
  context.lineTo(x + size * 0.46, y + size * 0.56);
  context.fill();
}

export function drawKeeper(context, { x, y, size }) {
  context.fillStyle = "#f4d03f";
  context.beginPath();
  context.moveTo(x + size * 0.24, y + size * 0.94);
  context.quadraticCurveTo(x + size * 0.26, y + size * 0.42, x + size * 0.5, y + size * 0.42);
  context.quadraticCurveTo(x + size * 0.74, y + size * 0.42, x + size * 0.76, y + size * 0.94);
  context.fill();
  context.fillStyle = "#f3cda5";
  disc(context, [x + size * 0.5, y + size * 0.34, size * 0.17]);
  context.fillStyle = "#d9a514";
  context.beginPath();
  context.ellipse(x + size * 0.5, y + size * 0.24, size * 0.28, size * 0.07, 0, 0, 2 * Math.PI);
  context.ellipse(x + size * 0.5, y + size * 0.2, size * 0.16, size * 0.14, 0, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = "#3a2c00";
  context.lineWidth = size * 0.04;
  context.beginPath();
  context.moveTo(x + size * 0.5, y + size * 0.54);
  context.lineTo(x + size * 0.5, y + size * 0.92);
  context.stroke();
}

function disc(context, [x, y, radius]) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** A part of a circle, from the top. */
function arc(context, [x, y, radius], share) {
  context.beginPath();
  context.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI);
  context.stroke();
}
