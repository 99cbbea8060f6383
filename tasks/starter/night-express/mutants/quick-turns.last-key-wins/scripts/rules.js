/**
 * The rules of the game: plain data in, plain data out. Nothing here knows of time, the page or the keyboard.
 *
 * A game is { levels, phase, levelIndex, train, heading, turns, boarded, boardedInLevel, score }; `train` is a list of cells
 * with the engine first, and a cell is { column, row } counted from 1.
 */

const POINTS = 10;
const FIRST_LENGTH = 3;

const FIRST_STEP_MS = 160;
const FASTER_BY_MS = 16;
const FASTER_EVERY = 3;

const MOVES = {
  up: { column: 0, row: -1 },
  down: { column: 0, row: 1 },
  left: { column: -1, row: 0 },
  right: { column: 1, row: 0 },
};

const OPPOSITE = { up: "down", down: "up", left: "right", right: "left" };

/** A new game, ready at the first level. `plan` is what levels.js read. */
export function createGame(plan) {
  return setUpLevel({ plan, score: 0, boarded: 0 }, 0);
}

/** How long the next step takes, in milliseconds. */
export function stepDurationMs({ boarded }) {
  return FIRST_STEP_MS - FASTER_BY_MS * Math.floor(boarded / FASTER_EVERY);
}

/** The level that is being played. */
export function currentLevel({ plan, levelIndex }) {
  return plan.levels[levelIndex];
}

/** Where the next passenger waits; null when all are on board. */
export function waitingPassenger(game) {
  return currentLevel(game).passengers[game.boardedInLevel] ?? null;
}

/** Departs, where the train is ready. */
export function start(game) {
  return game.phase === "ready" ? { ...game, phase: "playing" } : game;
}

/** Pauses a running game, and lets a paused one go on. */
export function togglePause(game) {
  if (game.phase === "playing") return { ...game, phase: "paused" };
  return game.phase === "paused" ? { ...game, phase: "playing" } : game;
}

/** Starts again from the first level, where the game has ended. */
export function restart(game) {
  return game.phase === "over" || game.phase === "won" ? createGame(game.plan) : game;
}

/**
 * Asks for a turn; departs first where the train is ready. Each step takes one turn; up to two wait. One that goes on straight or back,
 * as seen from the turn before it, is dropped.
 */
export function steer(game, direction) {
  const running = start(game);
  if (running.phase !== "playing") return running;
  const before = running.heading;
  if (direction === before || direction === OPPOSITE[before]) return running;
  return { ...running, turns: [direction] };
}

/** Moves the train by one cell, with all that follows from it. */
export function step(game) {
  if (game.phase !== "playing") return game;
  const [heading = game.heading, ...turns] = game.turns;
  const engine = leaveTunnel(nextCell(game.train[0], heading), currentLevel(game));
  const boards = isSameCell(engine, waitingPassenger(game));
  const carriages = boards ? game.train : game.train.slice(0, -1);
  if (isBlocked(engine, carriages, game)) return { ...game, phase: "over", turns: [] };

  const moved = { ...game, heading, turns, train: [engine, ...carriages] };
  return boards ? board(moved) : moved;
}

function board(game) {
  const fuller = {
    ...game,
    score: game.score + POINTS,
    boarded: game.boarded + 1,
    boardedInLevel: game.boardedInLevel + 1,
  };
  if (waitingPassenger(fuller) !== null) return fuller;
  const next = game.levelIndex + 1;
  return next < game.plan.levels.length ? setUpLevel(fuller, next) : { ...fuller, phase: "won" };
}

function setUpLevel(game, levelIndex) {
  const { start: first } = game.plan.levels[levelIndex];
  const back = MOVES[OPPOSITE[first.heading]];
  const train = Array.from({ length: FIRST_LENGTH }, (_, index) => ({
    column: first.column + back.column * index,
    row: first.row + back.row * index,
  }));
  return { ...game, levelIndex, train, heading: first.heading, turns: [], boardedInLevel: 0, phase: "ready" };
}

function nextCell({ column, row }, heading) {
  const move = MOVES[heading];
  return { column: column + move.column, row: row + move.row };
}

function leaveTunnel(cell, { tunnels }) {
  for (const [one, other] of tunnels) {
    if (isSameCell(cell, one)) return other;
    if (isSameCell(cell, other)) return one;
  }
  return cell;
}

function isBlocked(cell, carriages, game) {
  const { columns, rows } = game.plan;
  const isOutside = cell.column < 1 || cell.column > columns || cell.row < 1 || cell.row > rows;
  const isThere = (other) => isSameCell(cell, other);
  return isOutside || currentLevel(game).rocks.some(isThere) || carriages.some(isThere);
}

function isSameCell(one, other) {
  return other !== null && one.column === other.column && one.row === other.row;
}
