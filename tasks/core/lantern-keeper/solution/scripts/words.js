import { lanternAt } from "./rules.js";

export function describeCell([column, row]) {
  return `column ${column}, row ${row}`;
}

export function describeLantern(left) {
  return left > 0 ? String(left) : "dark";
}

export function describeBoat({ status, at }) {
  return status === "afloat" ? describeCell(at) : status;
}

/** What the main button does next. */
export function nameMainButton({ phase }, isLastLevel) {
  if (phase === "cleared") return isLastLevel ? "Play again" : "Next level";
  return { ready: "Start", playing: "Pause", replay: "Pause", paused: "Resume", failed: "Try again" }[phase];
}

/** What there is to tell after a change; null where it is nothing new. */
export function describeChange(before, after) {
  const { level } = after.night;
  if (after.phase === "ready") return `Level ${level.number}: ${level.name}. Press Start when you are ready.`;
  if (after.phase === "paused") return "Paused. The night waits for you.";
  const news = [...describeBoats(before.night, after.night), ...describeEnd(after.night)];
  if (news.length > 0) return news.join(" ");
  if (before.phase !== after.phase)
    return after.phase === "replay" ? "This is the replay of your last game." : "The night is yours.";
  return null;
}

function describeBoats(before, after) {
  return after.level.boats.flatMap(({ name }, index) => {
    const { status } = after.boats[index];
    if (status === before.boats[index].status) return [];
    return {
      expected: [],
      afloat: [`${name} comes in.`],
      berthed: [`${name} is in.`],
      lost: [`${name} is lost.`],
    }[status];
  });
}

function describeEnd({ outcome, level, score, boats }) {
  if (outcome === "cleared") return [`Level ${level.number} cleared with ${score} points.`];
  if (outcome === "failed" && boats.every(({ status }) => status !== "lost")) return ["The tide has turned."];
  return [];
}

/** Why `use` did nothing, where the player may wonder. */
export function describeUse(night) {
  return night.oil === 0 && lanternAt(night, night.keeper) >= 0
    ? "No oil left. Fetch some at the store."
    : null;
}
