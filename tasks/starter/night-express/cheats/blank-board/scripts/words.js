import { currentLevel, waitingPassenger } from "./rules.js";

/** A cell as people say it. */
export function describeCell(cell) {
  return cell === null ? "none" : `column ${cell.column}, row ${cell.row}`;
}

/** What the button beside the board does, by phase. */
export const MAIN_BUTTON = {
  ready: "Start",
  playing: "Pause",
  paused: "Resume",
  over: "New game",
  won: "New game",
};

/** The big words over the board; null while the train runs. */
export function describeBanner(game) {
  switch (game.phase) {
    case "ready":
      return { title: currentLevel(game).name, hint: "Enter or a direction to depart" };
    case "paused":
      return { title: "Paused", hint: "P to go on" };
    case "over":
      return { title: "Game over", hint: `${game.score} points · Enter for a new game` };
    case "won":
      return { title: "Everybody is home", hint: `${game.score} points · Enter for a new game` };
    default:
      return null;
  }
}

/** What is said aloud after a change; null where there is nothing new to say. */
export function describeChange(before, game) {
  if (game.phase === "over" && before.phase !== "over") {
    return `Game over. You crashed at ${describeCell(game.train[0])} with ${game.score} points.`;
  }
  if (game.phase === "won" && before.phase !== "won") {
    return `You win! Everybody is home, and you have ${game.score} points.`;
  }
  if (game.phase === "paused") return "Paused.";
  if (game.phase === "ready") {
    const { name } = currentLevel(game);
    return `Level ${game.levelIndex + 1}, ${name}. Press Enter or a direction to depart.`;
  }
  if (before.phase !== "playing") return "All aboard! The train is running.";
  if (game.score > before.score) {
    return `On board. The next passenger waits at ${describeCell(waitingPassenger(game))}.`;
  }
  return null;
}
