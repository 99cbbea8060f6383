import { createBeatClock } from "./beat-clock.js";
import { createBoardView } from "./board-view.js";
import { listenToPlayer } from "./controls.js";
import * as rules from "./game.js";
import { loadLevels } from "./levels.js";
import { openLogbook } from "./logbook.js";
import { createPanelView } from "./panel-view.js";
import { describeChange, describeUse } from "./words.js";

function openHarbour(levels) {
  const logbook = openLogbook();
  let game = rules.setUp(levels[0]);
  const clock = createBeatClock(() => change(rules.beat(game)));

  const player = {
    act(input) {
      const hint = game.phase === "playing" && input === "use" ? describeUse(game.night) : null;
      change(rules.act(game, input));
      if (hint !== null) panel.announce(hint);
    },
    proceed() {
      const { phase, night } = game;
      const { number } = night.level;
      if (phase === "ready") change(rules.start(game));
      else if (phase === "failed") change(rules.setUp(night.level));
      else if (phase === "cleared") change(rules.setUp(levels[number] ?? night.level));
    },
    togglePause: () => change(game.phase === "paused" ? rules.resume(game) : rules.pause(game)),
    restart: () => change(rules.setUp(game.night.level)),
    watchReplay() {
      const last = logbook.lastGame();
      if (last === null || rules.isRunning(game) || game.phase === "paused") return;
      clock.rewind();
      change(rules.replay(levels[last.number - 1], last.inputs));
    },
  };
  const panel = createPanelView(levels, {
    ...player,
    proceed: () =>
      rules.isRunning(game) || game.phase === "paused" ? player.togglePause() : player.proceed(),
    chooseLevel: (number) => change(rules.setUp(levels[number - 1])),
  });
  const board = createBoardView(document.querySelector(".board"), levels[0]);

  function change(next) {
    if (next === game) return;
    const before = game;
    game = next;
    const { phase, night, inputs } = game;
    if (rules.isRunning(game)) clock.run();
    else clock.halt();
    if (phase === "ready") clock.rewind();
    if (before.phase === "playing" && night.outcome !== null) {
      logbook.enterGame({ number: night.level.number, outcome: night.outcome, score: night.score, inputs });
    }
    show(describeChange(before, game));
  }

  function show(words) {
    panel.show(game, logbook);
    board.show(game.night);
    if (words !== null) panel.announce(words);
  }

  listenToPlayer(player);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) change(rules.pause(game));
  });
  show(describeChange(game, game));
}

try {
  openHarbour(await loadLevels("assets/levels.json"));
} catch (error) {
  document.querySelector(".announcement").textContent =
    "The harbour could not be opened. Please reload the page.";
  throw error;
}
