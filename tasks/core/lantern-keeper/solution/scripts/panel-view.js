import { isRunning } from "./game.js";
import { colourOfBerth } from "./scenery.js";
import { describeBoat, describeCell, describeLantern, nameMainButton } from "./words.js";

/** Shows a game in words and figures: everything but the picture. */
export function createPanelView(levels, { proceed, restart, watchReplay, chooseLevel }) {
  const find = (selector) => document.querySelector(selector);
  const byTestId = (id) => find(`[data-testid="${id}"]`);
  const mainButton = connect(find(".main-button"), proceed);
  const restartButton = connect(find(".restart-button"), restart);
  const replayButton = connect(find(".replay-button"), watchReplay);
  const levelButtons = levels.map(({ number }) => {
    const button = connect(document.createElement("button"), () => chooseLevel(number));
    button.type = "button";
    button.textContent = `Level ${number}`;
    return button;
  });
  find(".levels").append(...levelButtons);
  let shownLevel = null;

  return {
    show(game, logbook) {
      const { phase, night } = game;
      const { level } = night;
      if (level !== shownLevel) listParts(level);
      shownLevel = level;

      write(byTestId("state"), phase);
      write(byTestId("level"), level.number);
      write(byTestId("score"), night.score);
      write(byTestId("best"), logbook.bestOf(level.number) ?? "none");
      write(byTestId("beat"), night.beat);
      write(byTestId("oil"), night.oil);
      write(byTestId("keeper"), describeCell(night.keeper));
      write(find(".tide"), level.tide);
      for (const [index, { name }] of level.lanterns.entries()) {
        const left = night.lanterns[index];
        write(byTestId(`lantern-${name}`), describeLantern(left)).dataset.alarm = left === 0;
      }
      for (const [index, { name, sides }] of level.gates.entries()) {
        write(byTestId(`gate-${name}`), sides[night.gates[index]]);
      }
      for (const [index, { name }] of level.boats.entries()) {
        const boat = night.boats[index];
        write(byTestId(`boat-${name}`), describeBoat(boat)).dataset.alarm = boat.status === "lost";
      }

      write(mainButton, nameMainButton(game, level.number === levels.length)).disabled = false;
      restartButton.disabled = false;
      replayButton.disabled = logbook.lastGame() === null || isRunning(game) || phase === "paused";
      for (const [index, button] of levelButtons.entries()) {
        button.disabled = !logbook.isUnlocked(index + 1);
        button.setAttribute("aria-current", String(index + 1 === level.number));
      }
    },
    announce(text) {
      write(find(".announcement"), text);
    },
  };
}

/** Lists a level's lanterns, gates and boats, to be filled in. */
function listParts(level) {
  const parts = {
    lantern: level.lanterns.map(({ name }) => [name, `Lantern ${name}`]),
    gate: level.gates.map(({ name }) => [name, `Gate ${name} sends boats`]),
    boat: level.boats.map(({ name, berth, due }) => [
      name,
      `${name} → ${berth} by ${due}`,
      colourOfBerth(level.berths.findIndex((place) => place.name === berth)),
    ]),
  };
  for (const [kind, entries] of Object.entries(parts)) {
    const rows = entries.map(([name, label, colour]) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      term.textContent = label;
      if (colour !== undefined) {
        term.className = "swatch";
        term.style.setProperty("--swatch", colour);
      }
      const value = document.createElement("dd");
      value.dataset.testid = `${kind}-${name}`;
      row.append(term, value);
      return row;
    });
    document.querySelector(`[data-list="${kind}"]`).replaceChildren(...rows);
  }
}

function connect(button, onClick) {
  button.addEventListener("click", onClick);
  return button;
}

/** Leaves equal text alone, so that a screen reader has nothing to say twice. */
function write(element, value) {
  const text = String(value);
  if (element.textContent !== text) element.textContent = text;
  return element;
}
