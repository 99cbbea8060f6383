import { readBest, writeBest } from "./best-score.js";
import { createBoardView } from "./board-view.js";
import { listenToPlayer } from "./controls.js";
import { loadPlan } from "./levels.js";
import { createPanelView } from "./panel-view.js";
import { createGame, restart, start, steer, step, stepDurationMs, togglePause } from "./rules.js";
import { createTicker } from "./ticker.js";
import { describeChange } from "./words.js";

const PROCEED = { ready: start, playing: (game) => game, paused: (game) => game, over: restart, won: restart };

function openGame(plan) {
  let game = createGame(plan);
  let best = readBest();
  const board = createBoardView(document.querySelector(".board-canvas"), plan);
  const panel = createPanelView({
    onMainButton: () => change(game.phase === "playing" || game.phase === "paused" ? togglePause : PROCEED[game.phase]),
  });
  const ticker = createTicker({ durationMs: () => stepDurationMs(game), onStep: () => change(step) });

  function change(rule) {
    const before = game;
    game = rule(before);
    if (before.phase === "over") best = 0;
    if (game === before) return;
    if (game.score > best) {
      best = game.score;
      writeBest(best);
    }
    if (game.phase === "playing") ticker.run();
    else ticker.halt();
    if (game.phase === "ready") ticker.rewind();
    show(describeChange(before, game));
  }

  function show(words) {
    panel.show(game, best);
    board.show(game);
    if (words !== null) panel.announce(words);
  }

  listenToPlayer({
    steer: (direction) => change((current) => steer(current, direction)),
    pause: () => change(togglePause),
    proceed: () => change(PROCEED[game.phase]),
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && game.phase === "playing") change(togglePause);
  });
  show(describeChange(game, game));
}

try {
  openGame(await loadPlan("assets/levels.json"));
} catch (error) {
  document.querySelector(".announcement").textContent = "The levels could not be loaded. Please reload the page.";
  throw error;
}
