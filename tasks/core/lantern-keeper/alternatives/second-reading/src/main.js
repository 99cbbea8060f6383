import { createSaves } from "./saves.js";
import { createScene } from "./scene.js";
import { createSession } from "./session.js";

const KEYS = {
  arrowup: "up",
  w: "up",
  arrowdown: "down",
  s: "down",
  arrowleft: "left",
  a: "left",
  arrowright: "right",
  d: "right",
  " ": "use",
  e: "use",
  enter: "go-on",
  p: "pause",
  r: "restart",
  v: "replay",
};
const WALKS = ["up", "down", "left", "right"];

const byId = (id) => document.getElementById(id);
const byTestId = (id) => document.querySelector(`[data-testid="${id}"]`);
const describeCell = ([column, row]) => `column ${column}, row ${row}`;

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function setText(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

/** What is said of a level and does not change while it is played. */
function describeLevel(data, level) {
  const row = (name, cells, testId) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      ...cells.map((cell) => h("td", {}, cell)),
      h("td", { "data-testid": testId, class: "live" }),
    );
  byId("boats").replaceChildren(
    ...level.boats.map(({ name, berth, due }) => row(name, [berth, `beat ${due}`], `boat-${name}`)),
  );
  byId("lanterns").replaceChildren(
    ...level.lanterns.map(({ name, at, burns }) =>
      row(name, [describeCell(at), `${burns} beats`], `lantern-${name}`),
    ),
  );
  byId("gates").replaceChildren(
    ...level.gates.map(({ name, at, lever, sides }) =>
      row(`${name} (${sides.join(" or ")})`, [describeCell(at), describeCell(lever)], `gate-${name}`),
    ),
  );
  const { columns, reach } = data;
  const sentences = [
    `The tide turns at beat ${level.tide}. Columns (1 to ${columns}) and rows are counted from the top left.`,
    `A lantern lights what is at most ${reach} columns and at most ${reach} rows away. The store is at ` +
      `${describeCell(level.store)}; the keeper carries up to ${level.oil} oil.`,
    `Berths: ${level.berths.map(({ name, at }) => `${name} at ${describeCell(at)}`).join("; ")}.`,
    `Boats: ${level.boats
      .map(({ name, from, enters }) => `${name} enters at beat ${enters} at ${describeCell(from)}`)
      .join("; ")}.`,
    `Bridges: ${level.bridges.map(describeCell).join("; ")}.`,
    "On the map, # is a house, . a quay, ~ a berth, + a gate, and < > ^ v say where the water runs.",
  ];
  byId("chart").replaceChildren(
    ...sentences.map((sentence) => h("p", {}, sentence)),
    h("pre", { class: "map" }, level.map.join("\n")),
  );
  setText(byId("tide"), `beat ${level.tide}`);
}

function describeBoat({ state, at }) {
  return state === "sailing" ? describeCell(at) : state;
}

async function start() {
  const response = await fetch("assets/levels.json");
  if (!response.ok) throw new Error(`levels.json: ${response.status}`);
  const data = await response.json();

  const saves = createSaves();
  const scene = createScene(byId("harbour"), data);
  const game = createSession(data, saves, () => render());
  const levelButtons = data.levels.map((_, index) => {
    const button = h("button", { type: "button" }, `Level ${index + 1}`);
    button.addEventListener("click", () => game.chooseLevel(index));
    return button;
  });
  document.querySelector(".levels").replaceChildren(...levelButtons);

  let shownLevel = null;
  function render() {
    const { state, level, news, game: now } = game.session;
    if (shownLevel !== level) {
      shownLevel = level;
      describeLevel(data, now.level);
      scene.drawLevel(now);
    }
    document.body.dataset.state = state;
    setText(byTestId("state"), state);
    setText(byTestId("level"), level + 1);
    setText(byTestId("beat"), now.beatNumber);
    setText(byTestId("score"), now.score);
    setText(byTestId("best"), saves.bestOf(level + 1) ?? "none");
    setText(byTestId("oil"), now.oil);
    setText(byTestId("keeper"), describeCell(now.keeper));
    now.level.lanterns.forEach(({ name }, index) =>
      setText(byTestId(`lantern-${name}`), now.lanterns[index] || "dark"),
    );
    now.level.gates.forEach(({ name }, index) => setText(byTestId(`gate-${name}`), now.gates[index]));
    now.level.boats.forEach(({ name }, index) =>
      setText(byTestId(`boat-${name}`), describeBoat(now.boats[index])),
    );
    setText(document.querySelector("[role=status]"), news);
    setText(byId("main-button"), game.describeButton());
    setDisabled(byId("replay"), !game.canReplay());
    levelButtons.forEach((button, index) => {
      setDisabled(button, !game.isOpen(index));
      button.setAttribute("aria-current", String(index === level));
    });
    scene.draw(now);
  }

  const run = {
    "go-on": game.goOn,
    pause: game.togglePause,
    restart: game.restart,
    replay: game.watchReplay,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, repeat } = event;
    const isPress = key === "Enter" || key === " ";
    if (isPress && event.target.closest?.("button:enabled")) {
      // The button does what it does, but once.
      if (repeat && key === "Enter") event.preventDefault();
      return;
    }
    const action = KEYS[key.toLowerCase()];
    if (action === undefined) return;
    event.preventDefault();
    if (action in run) {
      if (!repeat) run[action]();
    } else if (!repeat || WALKS.includes(action)) game.act(action);
  });
  document.querySelector(".pad").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button !== null) game.act(button.dataset.action);
  });
  byId("main-button").addEventListener("click", () => game.pressButton());
  byId("restart").addEventListener("click", () => game.restart());
  byId("replay").addEventListener("click", () => game.watchReplay());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) game.pause();
  });

  render();
}

/** A disabled button keeps no focus, where it would swallow keys. */
function setDisabled(button, isDisabled) {
  if (isDisabled && document.activeElement === button) button.blur();
  button.disabled = isDisabled;
}

start().catch((error) => {
  document.querySelector("[role=status]").textContent =
    "The harbour could not be loaded. Please reload the page.";
  console.warn(error);
});
