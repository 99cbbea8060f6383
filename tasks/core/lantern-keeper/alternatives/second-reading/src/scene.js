/* The harbour as a picture. It says nothing that the texts of the page do not say as well. */

const CELL = 40;
const TURNS = { up: 0, right: 90, down: 180, left: 270 };
const SIDES = { "^": "up", v: "down", "<": "left", ">": "right" };
const BERTH_COLORS = ["#ff8fa3", "#7fd8ff", "#b8f08a", "#e6b3ff"];

const cornerOf = ([column, row]) => [(column - 1) * CELL, (row - 1) * CELL];
const placed = (at, inside, attributes = "") =>
  `<g transform="translate(${cornerOf(at).join(" ")})" ${attributes}>${inside}</g>`;
const initialOf = (name) => name[0].toUpperCase();

/** A number from 0 to 1 that is always the same for a cell. */
const noise = ([column, row]) => Math.abs((Math.sin(column * 12.9898 + row * 78.233) * 43758.5453) % 1);

export function createScene(svg, data) {
  const { columns, rows } = data;
  svg.setAttribute("viewBox", `0 0 ${columns * CELL} ${rows * CELL}`);
  svg.style.aspectRatio = `${columns} / ${rows}`;
  const cells = Array.from({ length: columns * rows }, (_, index) => [
    (index % columns) + 1,
    Math.floor(index / columns) + 1,
  ]);

  /** Puts a part where it is now; parts glide there by CSS. */
  const moveTo = (part, at) => {
    const [x, y] = cornerOf(at);
    part.style.transform = `translate(${x}px, ${y}px)`;
  };

  return {
    drawLevel: ({ level }) => {
      const signAt = ([column, row]) => level.map[row - 1][column - 1];
      const colorOf = (berth) => BERTH_COLORS[level.berths.findIndex(({ name }) => name === berth)] ?? "#fff";
      const isAcross = (at) => ["<", ">"].includes(signAt(at));
      svg.innerHTML = [
        ...cells.map((at) => placed(at, drawGround(signAt(at), at))),
        ...level.berths.map(({ name, at }) => placed(at, drawBerth(name, colorOf(name)))),
        ...level.gates.map(({ name, at }) => placed(at, drawGate(name), `data-gate="${name}"`)),
        placed(level.store, drawStore()),
        ...level.gates.map(({ name, lever }) => placed(lever, drawLever(name), `data-lever="${name}"`)),
        ...level.boats.map(
          ({ name, berth }) => `<g class="boat" data-boat="${name}">${drawBoat(name, colorOf(berth))}</g>`,
        ),
        ...level.bridges.map((at) => placed(at, drawBridge(isAcross(at)))),
        `<g class="night">${cells
          .map((at) => placed(at, `<rect width="${CELL}" height="${CELL}" />`))
          .join("")}</g>`,
        ...level.lanterns.map(({ name, at }) =>
          placed(at, drawLantern(name), `class="lantern" data-lantern="${name}"`),
        ),
        `<g class="keeper">${KEEPER}</g>`,
      ].join("");
    },

    draw: (game) => {
      const { level } = game;
      const nights = svg.querySelectorAll(".night rect");
      cells.forEach((at, index) => nights[index].classList.toggle("lit", game.isLit(at)));
      level.lanterns.forEach(({ name, burns }, index) => {
        const lantern = svg.querySelector(`[data-lantern="${name}"]`);
        const left = game.lanterns[index];
        lantern.classList.toggle("burning", left > 0);
        lantern.querySelector(".left").setAttribute("stroke-dasharray", `${(left / burns) * 100} 100`);
      });
      level.gates.forEach(({ name, sides }, index) => {
        const side = game.gates[index];
        svg
          .querySelector(`[data-gate="${name}"] .way`)
          .setAttribute("transform", `rotate(${TURNS[side]} 20 20)`);
        svg.querySelector(`[data-lever="${name}"]`).classList.toggle("second", side !== sides[0]);
      });
      level.boats.forEach(({ name, from }, index) => {
        const { state, at } = game.boats[index];
        const part = svg.querySelector(`[data-boat="${name}"]`);
        part.dataset.where = state;
        moveTo(part, at ?? from);
      });
      moveTo(svg.querySelector(".keeper"), game.keeper);
    },
  };
}

function drawGround(sign, at) {
  if (sign === "#") return drawHouse(at);
  if (sign === ".") {
    const shade = 30 + Math.round(noise(at) * 5);
    return `<rect width="40" height="40" fill="hsl(216 14% ${shade}%)" />
      <path d="M0 20H40M${noise(at) > 0.5 ? 12 : 26} 0V20M${noise(at) > 0.5 ? 28 : 14} 20V40M0 0H40M0 0V40"
        stroke="#1d2430" stroke-opacity="0.55" fill="none" />`;
  }
  const water = `<rect width="40" height="40" fill="#123a5e" />
    <path d="M4 9q4-3 8 0t8 0M20 31q4-3 8 0t8 0" stroke="#2f6d9c" fill="none" stroke-width="1.5" />`;
  if (SIDES[sign] === undefined) return water;
  return `${water}<path d="M13 23l7-7 7 7" transform="rotate(${TURNS[SIDES[sign]]} 20 20)" fill="none"
    stroke="#8cc4ee" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" opacity="0.75" />`;
}

function drawHouse(at) {
  const hue = 8 + Math.round(noise(at) * 24);
  const hasLight = noise([at[1], at[0]]) > 0.6;
  return `<rect width="40" height="40" fill="hsl(${hue} 26% 17%)" />
    <path d="M3 17L20 5l17 12v20H3z" fill="hsl(${hue} 32% 27%)" />
    <path d="M1 18.5L20 4.5l19 14" fill="none" stroke="hsl(${hue} 36% 38%)" stroke-width="3" stroke-linejoin="round" />
    <rect x="10" y="21" width="7" height="8" fill="${hasLight ? "#d9a94e" : "#141821"}" />
    <rect x="23" y="21" width="7" height="8" fill="#141821" />`;
}

const drawBerth = (name, color) => `
  <rect x="3" y="3" width="34" height="34" rx="6" fill="#0d2c49" stroke="${color}" stroke-width="2.5" stroke-dasharray="5 3" />
  <text x="20" y="26" text-anchor="middle" class="sign" fill="${color}">${initialOf(name)}</text>`;

const drawGate = (name) => `
  <rect x="2" y="2" width="36" height="36" rx="5" fill="#0b2740" stroke="#f2f5f9" stroke-width="2" />
  <g class="way">
    <path d="M20 3l9 11h-5.5v11h-7V14H11z" fill="#ffe08a" />
    <path d="M7 10V33H33V10" fill="none" stroke="#a7b4c4" stroke-width="3" stroke-linecap="round" />
  </g>
  <text x="20" y="35" text-anchor="middle" class="number" fill="#fff">${name}</text>`;

const drawStore = () => `
  <rect x="4" y="12" width="32" height="25" rx="2" fill="#5b4127" />
  <path d="M1 14L20 3l19 11z" fill="#8b6438" />
  <rect x="13" y="19" width="14" height="17" rx="3" fill="#d08a2c" />
  <path d="M13 24h14M13 31h14" stroke="#5b3a10" stroke-width="2" />
  <path d="M20 24.5q4 4.5 0 6.5q-4-2 0-6.5" fill="#fff3d0" />`;

const drawLever = (name) => `
  <rect x="8" y="27" width="24" height="8" rx="3" fill="#8794a6" />
  <path class="handle" d="M20 29L20 9" stroke="#ff9d5c" stroke-width="4" stroke-linecap="round" />
  <text x="33" y="14" text-anchor="middle" class="number" fill="#fff">${name}</text>`;

const drawBoat = (name, color) => `
  <path d="M5 25h30l-5 10H10z" fill="#7a4a2a" stroke="#e8d5bf" stroke-width="1.5" />
  <path d="M19 4v20h-2V4z" fill="#e8d5bf" />
  <path d="M21 5q13 6 12 18H21z" fill="${color}" />
  <path d="M15 8q-8 6-8 15h8z" fill="${color}" opacity="0.75" />
  <text x="26" y="21" text-anchor="middle" class="number" fill="#10202f">${initialOf(name)}</text>`;

const drawBridge = (isAcross) => `<g ${isAcross ? "" : 'transform="rotate(90 20 20)"'}>
  <path d="M9 0V40M31 0V40" stroke="#c39a6b" stroke-width="4" />
  <path d="M9 4H31M9 12H31M9 20H31M9 28H31M9 36H31" stroke="#a57c4f" stroke-width="3" opacity="0.7" />
</g>`;

const drawLantern = (name) => `
  <circle class="halo" cx="20" cy="15" r="19" />
  <path d="M20 22V38M14 38H26" stroke="#c9d2de" stroke-width="3" stroke-linecap="round" />
  <path class="glass" d="M13 8h14l-2.5 14h-9z" stroke="#e9eef5" stroke-width="2" stroke-linejoin="round" />
  <path d="M12 8l8-6 8 6z" fill="#e9eef5" />
  <circle class="left" cx="20" cy="15" r="16" pathLength="100" fill="none" stroke="#ffe08a" stroke-width="2.5"
    transform="rotate(-90 20 15)" stroke-dasharray="0 100" />
  <text x="31" y="37" text-anchor="middle" class="number" fill="#fff">${name}</text>`;

const KEEPER = `
  <ellipse cx="20" cy="36" rx="10" ry="3" fill="#000" opacity="0.4" />
  <path d="M11 35q0-17 9-17t9 17z" fill="#f4b63f" stroke="#4a2d05" stroke-width="1.5" />
  <circle cx="20" cy="13" r="6" fill="#f3cfae" stroke="#4a2d05" stroke-width="1.5" />
  <path d="M11 12q9-4 18 0l-3-5q-6-4-12 0z" fill="#f4b63f" stroke="#4a2d05" stroke-width="1.5" />
  <path d="M15 17q5 5 10 0v3q-5 4-10 0z" fill="#fff" />`;
