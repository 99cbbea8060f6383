import type { Flip } from "./flips.ts";

/** A trial that came out another way than in the other run. */
export function FlipMark({ flip }: { flip: Flip }) {
  if (flip === null) return null;
  return (
    <span className={`grid-flip ${flip}`}>
      <span aria-hidden="true">{flip === "up" ? "▲ " : "▼ "}</span>
      {flip === "up" ? "now passes" : "now fails"}
    </span>
  );
}
