interface ComparedColumnsProps {
  readonly columns: readonly string[];
  readonly compared: readonly string[];
  readonly error: string | null;
  readonly onChange: (compared: readonly string[]) => void;
}

export function ComparedColumns({ columns, compared, error, onChange }: ComparedColumnsProps) {
  return (
    <fieldset className="compared">
      <legend>Compare columns</legend>
      <div className="compared-list">
        {columns.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={compared.includes(column)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...compared, column] : compared.filter((other) => other !== column),
                )
              }
            />
            <span>{column}</span>
          </label>
        ))}
      </div>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
