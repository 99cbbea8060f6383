import { advance, applyInput, createNight } from "./rules.js";

/**
 * A game is a night with what surrounds it. `phase` is one of ready, playing, paused, replay, cleared, failed; `inputs` are the player's
 * so far, each with its beat; `tape` holds the inputs that a replay has yet to make, and is null in a game of the player's own.
 */
export function setUp(level) {
  return { phase: "ready", night: createNight(level), inputs: [], tape: null };
}

export function start(game) {
  return game.phase === "ready" ? { ...game, phase: "playing" } : game;
}

export function replay(level, inputs) {
  return playTape({ phase: "replay", night: createNight(level), inputs, tape: inputs });
}

export function pause(game) {
  return isRunning(game) ? { ...game, phase: "paused" } : game;
}

export function resume(game) {
  return game.phase === "paused" ? { ...game, phase: game.tape === null ? "playing" : "replay" } : game;
}

/** What a player does counts while a game of their own runs. */
export function act(game, input) {
  if (game.phase !== "playing") return game;
  const { night, inputs } = game;
  return { ...game, night: applyInput(night, input), inputs: [...inputs, { beat: night.beat, input }] };
}

export function beat(game) {
  if (!isRunning(game)) return game;
  const night = advance(game.night);
  const moved = playTape({ ...game, night });
  return night.outcome === null ? moved : { ...moved, phase: night.outcome };
}

export function isRunning({ phase }) {
  return phase === "playing" || phase === "replay";
}

/** Makes the inputs that belong between this beat and the next. */
function playTape(game) {
  if (game.tape === null || game.night.outcome !== null) return game;
  const due = game.tape;
  return {
    ...game,
    night: due.reduce((night, { input }) => applyInput(night, input), game.night),
    tape: game.tape.slice(due.length),
  };
}
