import { DEFAULT_SELECTION, type Selection } from "../selection/selection.ts";

interface HeaderProps {
  readonly compare: boolean;
  readonly onChange: (changes: Partial<Selection>) => void;
}

export function Header({ compare, onChange }: HeaderProps) {
  return (
    <header className="header">
      <div>
        <h1>Tarn Valley grid</h1>
        <p>Four weeks of hourly readings</p>
      </div>
      <div className="header-actions">
        <button
          type="button"
          className="button"
          aria-pressed={compare}
          onClick={() => onChange({ compare: !compare })}
        >
          Compare
        </button>
        <button type="button" className="button" onClick={() => onChange(DEFAULT_SELECTION)}>
          Reset
        </button>
      </div>
    </header>
  );
}
