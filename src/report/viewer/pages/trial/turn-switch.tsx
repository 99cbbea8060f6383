import { useOpenTrial } from "./open-trial.ts";

interface TurnSwitchProps {
  readonly turns: readonly { readonly turn: number; readonly note?: string }[];
  readonly current: number;
}

/** Which turn is shown; nothing where there is one alone. */
export function TurnSwitch({ turns, current }: TurnSwitchProps) {
  const { replace } = useOpenTrial();
  if (turns.length < 2) return null;
  return (
    <div className="switch" role="group" aria-label="Turn">
      {turns.map(({ turn, note }) => (
        <button
          key={turn}
          type="button"
          aria-pressed={turn === current}
          onClick={() => replace({ turn, check: null })}
        >
          {`Turn ${turn}${note === undefined ? "" : `: ${note}`}`}
        </button>
      ))}
    </div>
  );
}
