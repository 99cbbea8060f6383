import { Fragment } from "react";
import { Chart } from "./Chart.jsx";
import { Overview } from "./Overview.jsx";
import { change, days, figuresOf, number, percent, points, sources } from "./data.js";
import { counting, FIRST, useGrid } from "./state.js";

const CHOICES = [
  ["all", "All days"],
  ["weekdays", "Weekdays"],
  ["weekends", "Weekends"],
];

const rangeText = ({ from, to }) =>
  from === to
    ? `${days[from].short}, ${days[from].year}`
    : `${days[from].short} – ${days[to].short}, ${days[to].year}`;

export function App() {
  const [{ view, hour }, actions] = useGrid();
  const shown = sources.filter((s) => !view.hide.includes(s.id));
  const counted = counting(view);
  const length = view.to - view.from + 1;
  const comparing = view.compare && view.from - length >= 0;
  const before = comparing ? counted.map((day) => days[days.indexOf(day) - length]) : null;
  const now = figuresOf(counted, shown);
  const then = before && figuresOf(before, shown);

  const toggle = (id) =>
    actions.change({
      hide: sources.map((s) => s.id).filter((other) => (other === id) !== view.hide.includes(other)),
    });

  return (
    <>
      <header className="top">
        <div>
          <h1>Tarn Valley grid</h1>
          <p>Four weeks of hourly readings</p>
        </div>
        <div className="top-buttons">
          <button
            type="button"
            aria-pressed={view.compare}
            onClick={() => actions.change({ compare: !view.compare })}
          >
            Compare
          </button>
          <button type="button" onClick={() => actions.change(FIRST)}>
            Reset
          </button>
        </div>
      </header>
      <main>
        <div className="title-row">
          <div className="title">
            <h2 className="range" data-testid="range">
              {rangeText(view)}
            </h2>
            <span className="day-count" data-testid="day-count">
              {counted.length === 1 ? "1 day" : `${counted.length} days`}
            </span>
          </div>
          <fieldset className="choices">
            <legend className="unseen">Days that count</legend>
            {CHOICES.map(([value, text]) => (
              <label key={value} className={view.days === value ? "on" : ""}>
                <input
                  type="radio"
                  name="days"
                  value={value}
                  checked={view.days === value}
                  onChange={() => actions.change({ days: value })}
                />
                <span>{text}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <Overview view={view} actions={actions} />
        <div role="status">
          {view.compare && !comparing && <p className="say">There are no earlier days to compare with.</p>}
        </div>
        <Tiles now={now} then={then} />
        {counted.length === 0 ? (
          <p className="card none">No days match.</p>
        ) : (
          <>
            <div className="charts">
              <section className="card" aria-labelledby="chart-title">
                <h2 id="chart-title">Generation by source</h2>
                <div className="legend">
                  {sources.map((s) => (
                    <button
                      key={s.id}
                      type="button"
                      aria-pressed={shown.includes(s)}
                      onClick={() => toggle(s.id)}
                    >
                      <span className="swatch" style={{ "--colour": s.colour }} />
                      {s.name}
                    </button>
                  ))}
                  <span className="key">
                    <i className="stroke" />
                    Demand
                  </span>
                  {before && (
                    <span className="key">
                      <i className="stroke before" />
                      Demand before
                    </span>
                  )}
                </div>
                <div className={before ? "reading more" : "reading"} aria-live="polite">
                  <p id="chart-hint" hidden={hour !== null}>
                    Point at the chart or use its arrow keys to read an hour.
                  </p>
                  {hour !== null && <Readout counted={counted} before={before} shown={shown} hour={hour} />}
                </div>
                <Chart counted={counted} before={before} shown={shown} hour={hour} actions={actions} />
              </section>
              <Shares now={now} shown={shown} />
            </div>
            <Table counted={counted} before={before} shown={shown} actions={actions} />
          </>
        )}
      </main>
    </>
  );
}

function Tile({ name, id, value, note, noteId, difference }) {
  return (
    <div className="card tile">
      <h2>{name}</h2>
      <p className="figure">
        <strong data-testid={id}>{value}</strong>{" "}
        {difference && (
          <span className="change" data-testid={`${id}-change`}>
            {difference}
          </span>
        )}
      </p>
      <p className="note" data-testid={noteId}>
        {note}
      </p>
    </div>
  );
}

function Tiles({ now, then }) {
  return (
    <section className="tiles" aria-label="Figures">
      <Tile
        name="Demand"
        id="demand"
        value={`${number(now.demand)} MWh`}
        note="used in the valley"
        difference={then && change(now.demand, then.demand)}
      />
      <Tile
        name="Generation"
        id="generation"
        value={`${number(now.generation)} MWh`}
        note="by the sources shown"
        difference={then && change(now.generation, then.generation)}
      />
      <Tile
        name="Renewable share"
        id="renewable"
        value={percent(now.renewable, now.generation)}
        note="of that generation"
        difference={then && points(now.renewable, now.generation, then.renewable, then.generation)}
      />
      <Tile
        name="Peak demand"
        id="peak"
        value={now.peak ? `${number(now.peak.demand)} MW` : "n/a"}
        note={now.peak ? now.peak.time : "of any hour"}
        noteId={now.peak ? "peak-time" : undefined}
        difference={then?.peak && now.peak && change(now.peak.demand, then.peak.demand)}
      />
    </section>
  );
}

function Readout({ counted, before, shown, hour }) {
  let day = 0;
  let at = hour;
  while (at >= counted[day].hours.length) at -= counted[day++].hours.length;
  const values = counted[day].hours[at];
  const parts = [["Demand", values.demand, "#14211f"]];
  if (before) parts.push(["Demand before", before[day].hours[at].demand, null]);
  for (const s of shown) parts.push([s.name, values.by[s.id], s.colour]);
  return (
    <p className="readout" data-testid="readout">
      <strong>
        {counted[day].long}, {values.clock}
      </strong>
      {parts.map(([name, mw, colour]) => (
        <Fragment key={name}>
          {" "}
          <span className="part">
            <i className={colour ? "dot" : "dot hollow"} style={{ "--colour": colour }} />
            {name} <b>{number(mw)} MW</b>
          </span>
        </Fragment>
      ))}
    </p>
  );
}

function Shares({ now, shown }) {
  return (
    <section className="card" aria-labelledby="share-title">
      <h2 id="share-title">Share of generation</h2>
      {shown.length === 0 ? (
        <p className="note">No sources are shown.</p>
      ) : (
        <ul className="shares">
          {shown.map((s) => (
            <li key={s.id} data-testid="share">
              <span>{s.name}</span> <b>{percent(now.by[s.id], now.generation)}</b>{" "}
              <span className="bar" aria-hidden="true">
                <span
                  style={{
                    width: `${now.generation ? (now.by[s.id] / now.generation) * 100 : 0}%`,
                    background: s.colour,
                  }}
                />
              </span>
              <span className="note">{number(now.by[s.id])} MWh</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Table({ counted, before, shown, actions }) {
  const choose = (day) => {
    const i = days.indexOf(day);
    actions.change({ from: i, to: i });
  };
  return (
    <section className="card table-card" aria-labelledby="table-title">
      <h2 id="table-title">Day by day, in MWh</h2>
      <div className="scroll" role="region" aria-labelledby="table-title" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Demand</th>
              {before && <th scope="col">Change</th>}
              {shown.map((s) => (
                <th key={s.id} scope="col">
                  {s.name}
                </th>
              ))}
              <th scope="col">Renewable</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((day, i) => {
              const figures = figuresOf([day], shown);
              return (
                <tr key={day.date} data-testid="day">
                  <th scope="row">
                    <button type="button" onClick={() => choose(day)}>
                      {day.long}
                    </button>{" "}
                  </th>
                  <td>{number(day.demand)} </td>
                  {before && <td>{change(day.demand, before[i].demand)} </td>}
                  {shown.map((s) => (
                    <td key={s.id}>{number(day.by[s.id])} </td>
                  ))}
                  <td>{percent(figures.renewable, figures.generation)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
