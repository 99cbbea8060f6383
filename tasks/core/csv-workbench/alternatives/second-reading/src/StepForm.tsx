import { useId, useRef, useState, type FormEvent } from "react";
import {
  CASES,
  DATE_STYLES,
  KINDS,
  NUMBER_STYLES,
  type Case,
  type DateStyle,
  type Kind,
  type NumberStyle,
  type Step,
} from "./steps";

const ALL = "all";

/** Mounted anew for each file, as the columns are other ones. */
export function StepForm({ columns, onAdd }: { columns: readonly string[]; onAdd: (step: Step) => void }) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>("trim");
  const [column, setColumn] = useState(ALL);
  const [value, setValue] = useState("");
  const [to, setTo] = useState<Case>(CASES[0]);
  const [find, setFind] = useState("");
  const [by, setBy] = useState("");
  const [numberStyle, setNumberStyle] = useState<NumberStyle>(NUMBER_STYLES[0]);
  const [dateStyle, setDateStyle] = useState<DateStyle>(DATE_STYLES[0]);
  const [compared, setCompared] = useState<ReadonlySet<number>>(new Set());
  const [lack, setLack] = useState<{ kind: Kind; text: string } | null>(null);

  const withAll = kind === "trim" || kind === "replace";
  const chosen = column === ALL && !withAll ? "0" : column;
  const lacking = lack?.kind === kind ? lack.text : "";

  function build(): Step | string {
    const one = columns[Number(chosen)];
    const oneOrAll = chosen === ALL ? null : one;
    switch (kind) {
      case "trim":
        return { kind, column: oneOrAll };
      case "fill":
        return value === "" ? "Enter a value to fill in." : { kind, column: one, value };
      case "case":
        return { kind, column: one, to };
      case "replace":
        return find === "" ? "Enter a text to find." : { kind, column: oneOrAll, find, by };
      case "numbers":
        return { kind, column: one, style: numberStyle };
      case "dates":
        return { kind, column: one, style: dateStyle };
      case "duplicates": {
        const names = columns.filter((_, i) => compared.has(i));
        return names.length ? { kind, columns: names } : "Choose at least one column.";
      }
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    const step = build();
    if (typeof step === "string") {
      setLack({ kind, text: step });
      form.current?.querySelector<HTMLElement>("[data-needed]")?.focus();
      return;
    }
    setLack(null);
    setValue("");
    setFind("");
    setBy("");
    setCompared(new Set());
    onAdd(step);
  }
  function toggle(i: number) {
    const next = new Set(compared);
    if (!next.delete(i)) next.add(i);
    setCompared(next);
  }
  const wrong = lacking ? { "aria-invalid": true, "aria-describedby": `${id}-lack` } : {};

  return (
    <form className="step-form" ref={form} onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={`${id}-kind`}>Step</label>
        <select id={`${id}-kind`} value={kind} onChange={(e) => setKind(e.target.value as Kind)}>
          {KINDS.map(([k, name]) => (
            <option key={k} value={k}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {kind !== "duplicates" && (
        <div className="field">
          <label htmlFor={`${id}-column`}>Column</label>
          <select id={`${id}-column`} value={chosen} onChange={(e) => setColumn(e.target.value)}>
            {withAll && <option value={ALL}>All columns</option>}
            {columns.map((name, i) => (
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {kind === "fill" && (
        <div className="field">
          <label htmlFor={`${id}-value`}>Value</label>
          <input
            id={`${id}-value`}
            type="text"
            autoComplete="off"
            data-needed
            value={value}
            onChange={(e) => setValue(e.target.value)}
            {...wrong}
          />
        </div>
      )}
      {kind === "case" && (
        <div className="field">
          <label htmlFor={`${id}-case`}>Case</label>
          <select id={`${id}-case`} value={to} onChange={(e) => setTo(e.target.value as Case)}>
            {CASES.map((c) => (
              <option key={c}>{c}</option>
            ))}
          </select>
        </div>
      )}
      {kind === "replace" && (
        <>
          <div className="field">
            <label htmlFor={`${id}-find`}>Find</label>
            <input
              id={`${id}-find`}
              type="text"
              autoComplete="off"
              data-needed
              value={find}
              onChange={(e) => setFind(e.target.value)}
              {...wrong}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-by`}>Replace with</label>
            <input
              id={`${id}-by`}
              type="text"
              autoComplete="off"
              value={by}
              onChange={(e) => setBy(e.target.value)}
            />
          </div>
        </>
      )}
      {kind === "numbers" && (
        <div className="field">
          <label htmlFor={`${id}-numbers`}>Written like</label>
          <select
            id={`${id}-numbers`}
            value={numberStyle}
            onChange={(e) => setNumberStyle(e.target.value as NumberStyle)}
          >
            {NUMBER_STYLES.map((s) => (
              <option key={s}>{s}</option>
            ))}
          </select>
        </div>
      )}
      {kind === "dates" && (
        <div className="field">
          <label htmlFor={`${id}-dates`}>Written like</label>
          <select
            id={`${id}-dates`}
            value={dateStyle}
            onChange={(e) => setDateStyle(e.target.value as DateStyle)}
          >
            {DATE_STYLES.map((s) => (
              <option key={s}>{s}</option>
            ))}
          </select>
        </div>
      )}
      {kind === "duplicates" && (
        <fieldset className="compare" aria-describedby={lacking ? `${id}-lack` : undefined}>
          <legend>Compare columns</legend>
          <div className="checks">
            {columns.map((name, i) => (
              <label key={i}>
                <input
                  type="checkbox"
                  data-needed={i === 0 ? "" : undefined}
                  checked={compared.has(i)}
                  onChange={() => toggle(i)}
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="lack" aria-live="polite">
        {lacking && (
          <p id={`${id}-lack`} className="wrong">
            {lacking}
          </p>
        )}
      </div>
      <button type="submit" className="primary">
        Add step
      </button>
    </form>
  );
}
