import { memo, useEffect, useMemo, useRef, useState, type ChangeEvent } from "react";
import { count, CsvError, decode, parseCsv, writeCsv, type Parsed, type Row } from "./csv";
import { describe, makeRunner, type Result, type Step } from "./steps";
import { filterRows, sortRows, summarize, type Sort, type Summary } from "./summary";
import { useRecipe } from "./useRecipe";
import { DataTable } from "./DataTable";
import { StepForm } from "./StepForm";

interface OpenFile extends Parsed {
  id: number;
  name: string;
  run: (steps: readonly Step[]) => Result[];
}
let fileNumber = 0;

async function openFile(file: File): Promise<OpenFile> {
  const parsed = parseCsv(decode(await file.arrayBuffer()));
  return { ...parsed, id: ++fileNumber, name: file.name, run: makeRunner(parsed.columns, parsed.rows) };
}

function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type === "text") ||
  (target instanceof HTMLElement && target.isContentEditable);

export function App() {
  const recipe = useRecipe();
  const { steps, undo, redo } = recipe;
  const [file, setFile] = useState<OpenFile | null>(null);
  const [fault, setFault] = useState("");
  const latest = useRef(0);

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    const turn = ++latest.current;
    try {
      const opened = await openFile(chosen);
      if (turn !== latest.current) return;
      setFile(opened);
      setFault("");
    } catch (error) {
      if (turn !== latest.current) return;
      setFault(error instanceof CsvError ? error.message : "This file could not be read.");
    }
  }

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.key.toLowerCase() !== "z" ||
        isTextField(event.target)
      )
        return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [undo, redo]);

  const results = useMemo(() => file?.run(steps) ?? null, [file, steps]);
  const rows = file ? (results!.at(-1)?.rows ?? file.rows) : null;
  const summaries = useMemo(
    () => (file && rows ? file.columns.map((_, i) => summarize(rows, i)) : []),
    [file, rows],
  );

  return (
    <>
      <header className="top">
        <div className="top-in">
          <div>
            <h1>CSV workbench</h1>
            <p className="promise">Your file stays in this browser. Nothing is uploaded.</p>
          </div>
          <div className="open">
            <label htmlFor="csv-file">CSV file</label>
            <input
              id="csv-file"
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              onClick={(e) => {
                e.currentTarget.value = "";
              }}
              onChange={choose}
            />
          </div>
        </div>
      </header>
      <main>
        {fault && (
          <p role="alert" className="fault">
            {fault}
          </p>
        )}
        {file && rows && (
          <FileBar
            file={file}
            onExport={() =>
              download(`${file.name.replace(/\.[^.]*$/, "")}-cleaned.csv`, writeCsv(file.columns, rows))
            }
          />
        )}
        <div className={file ? "bench" : "bench alone"}>
          <section className="panel recipe" aria-labelledby="steps-heading">
            <StepList recipe={recipe} results={results} />
            {file ? (
              <StepForm
                key={file.id}
                columns={file.columns}
                onAdd={(step) => recipe.change((list) => [...list, step])}
              />
            ) : (
              <p className="soft">Open a CSV file to look at it and to add steps.</p>
            )}
          </section>
          {file && rows && <DataView key={file.id} file={file} rows={rows} summaries={summaries} />}
        </div>
        {file && <Summaries columns={file.columns} summaries={summaries} />}
      </main>
    </>
  );
}

const FileBar = memo(function FileBar({ file, onExport }: { file: OpenFile; onExport: () => void }) {
  return (
    <section className="panel file-bar" aria-label="Open file">
      <div className="file-facts">
        <p className="file-name" data-testid="file">
          {file.name}
        </p>
        <p className="soft">
          Separator: <span data-testid="separator">{file.separator === "," ? "comma" : "semicolon"}</span>
        </p>
      </div>
      <button type="button" className="primary" onClick={onExport}>
        Export CSV
      </button>
      <Problems problems={file.problems} />
    </section>
  );
});

const Problems = memo(function Problems({ problems }: { problems: string[] }) {
  if (!problems.length) return null;
  return (
    <div className="problems">
      <h2 id="problems-heading">
        {problems.length === 1 ? "A record that does not fit" : "Records that do not fit"}
      </h2>
      <ul tabIndex={0} aria-labelledby="problems-heading">
        {problems.map((text, i) => (
          <li key={i} data-testid="problem">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
});

function StepList({ recipe, results }: { recipe: ReturnType<typeof useRecipe>; results: Result[] | null }) {
  const { steps, change, undo, redo, canUndo, canRedo } = recipe;
  const box = useRef<HTMLDivElement>(null);
  const lastFocus = useRef<string | null>(null);
  // A button that goes, or is disabled, while it has the focus hands it on.
  useEffect(() => {
    const what = lastFocus.current;
    lastFocus.current = null;
    const el = box.current!;
    if (what === null) return;
    const now = document.activeElement;
    if (now && now !== document.body && !(now as HTMLButtonElement).disabled) return;
    const removes = el.querySelectorAll<HTMLElement>(".step button");
    const next = what.startsWith("remove")
      ? removes[Math.min(Number(what.slice(6)), removes.length - 1)]
      : null;
    (next ?? el.querySelector<HTMLElement>("h2"))?.focus();
  }, [steps]);
  const acting = (what: string, action: () => void) => () => {
    lastFocus.current = what;
    action();
  };

  return (
    <div ref={box}>
      <h2 id="steps-heading" tabIndex={-1}>
        Steps
      </h2>
      <div className="step-buttons">
        <button type="button" disabled={!canUndo} onClick={acting("undo", undo)}>
          Undo
        </button>
        <button type="button" disabled={!canRedo} onClick={acting("redo", redo)}>
          Redo
        </button>
        <button type="button" disabled={!steps.length} onClick={acting("clear", () => change(() => []))}>
          Clear steps
        </button>
      </div>
      {!steps.length && <p className="soft none">No steps yet.</p>}
      <ol className="steps">
        {steps.map((step, i) => (
          <li key={i} className="step" data-testid="step">
            <div className="step-text">
              <p className="what">{describe(step)}</p>
              {results?.[i] && (
                <p className={results[i].outcome.startsWith("skipped") ? "outcome skipped" : "outcome"}>
                  {results[i].outcome}
                </p>
              )}
            </div>
            <button
              type="button"
              aria-label={`Remove step ${i + 1}`}
              onClick={acting(`remove${i}`, () => change((list) => list.filter((_, k) => k !== i)))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function DataView({ file, rows, summaries }: { file: OpenFile; rows: readonly Row[]; summaries: Summary[] }) {
  const [sort, setSort] = useState<Sort | null>(null);
  const [column, setColumn] = useState<number | null>(null);
  const [text, setText] = useState("");
  const sortType = sort ? summaries[sort.column].type : null;

  const filtered = useMemo(() => filterRows(rows, column, text), [rows, column, text]);
  const shown = useMemo(
    () => (sort && sortType ? sortRows(filtered, sort, sortType) : filtered),
    [filtered, sort, sortType],
  );
  const topKey = useMemo(() => ({ sort, column, text }), [sort, column, text]);

  function onSort(i: number) {
    setSort((now) =>
      now?.column !== i
        ? { column: i, direction: "ascending" }
        : now.direction === "ascending"
          ? { column: i, direction: "descending" }
          : null,
    );
  }
  return (
    <section className="panel data" aria-labelledby="data-heading">
      <div className="data-head">
        <h2 id="data-heading">Rows</h2>
        <p
          data-testid="row-count"
          className="row-count"
          aria-live="polite"
        >{`${count(shown.length)} of ${count(rows.length)} rows`}</p>
        <div className="field">
          <label htmlFor="filter-column">Filter column</label>
          <select
            id="filter-column"
            value={column ?? ""}
            onChange={(e) => setColumn(e.target.value === "" ? null : Number(e.target.value))}
          >
            <option value="">All columns</option>
            {file.columns.map((name, i) => (
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="filter-text">Filter text</label>
          <input
            id="filter-text"
            type="text"
            autoComplete="off"
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        </div>
      </div>
      {rows.length > 0 && !shown.length && <p className="no-match">No rows match this filter.</p>}
      <DataTable
        columns={file.columns}
        rows={shown}
        source={rows}
        sort={sort}
        onSort={onSort}
        topKey={topKey}
      />
    </section>
  );
}

const Summaries = memo(function Summaries({
  columns,
  summaries,
}: {
  columns: string[];
  summaries: Summary[];
}) {
  return (
    <section className="panel" aria-labelledby="summary-heading">
      <h2 id="summary-heading">Summary of columns</h2>
      <ul className="summaries">
        {columns.map((name, i) => {
          const s = summaries[i];
          const facts: [string, string, string][] = [
            ["Type", "type", s.type],
            ["Values", "count", count(s.count)],
            ["Empty", "empty", count(s.empty)],
            ["Distinct", "distinct", count(s.distinct)],
            ["Least", "min", s.min],
            ["Greatest", "max", s.max],
            ["Mean", "mean", s.mean],
          ];
          return (
            <li key={i} className="summary" data-testid="summary">
              <h3>{name}</h3>
              <dl>
                {facts.map(([label, id, value]) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd data-testid={id}>{value}</dd>
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
});
