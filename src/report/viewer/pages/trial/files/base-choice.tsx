import type { TurnParts } from "../../../../model/trial-detail.ts";
import { useOpenTrial } from "../open-trial.ts";

/** The turn that files are compared with; 0: what the agent began with; null: nothing. */
export function readBase(query: URLSearchParams, turns: readonly TurnParts[], turn: number): number | null {
  const asked = query.get("base");
  if (asked === "none") return null;
  const number = Number(asked ?? 0);
  return number !== turn && turns.some((one) => one.turn === number) ? number : 0;
}

interface BaseChoiceProps {
  readonly turns: readonly TurnParts[];
  readonly turn: number;
  readonly base: number | null;
}

export function BaseChoice({ turns, turn, base }: BaseChoiceProps) {
  const { replace } = useOpenTrial();
  return (
    <label>
      Compared with{" "}
      <select value={base ?? "none"} onChange={(event) => replace({ base: event.target.value })}>
        <option value="0">what the agent began with</option>
        {turns
          .filter((one) => one.turn !== turn)
          .map((one) => (
            <option key={one.turn} value={one.turn}>{`turn ${one.turn}`}</option>
          ))}
        <option value="none">nothing</option>
      </select>
    </label>
  );
}
