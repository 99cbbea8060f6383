import { useRef } from "react";
import { useWidth } from "./useWidth.js";

const LEFT = 40;
const TOP = 10;
const HEIGHT = 244;
const BELOW = 27;
const LABEL = 48; // what the label of a day needs

export function Chart({ counted, before, shown, hour, actions }) {
  const [box, width] = useWidth();
  const plot = useRef(null);

  const hours = counted.flatMap((day) => day.hours);
  const earlier = before?.flatMap((day) => day.hours);
  const inner = Math.max(0, width - LEFT);
  const wide = inner / hours.length;
  const most = Math.max(
    ...hours.map((h) =>
      Math.max(
        h.demand,
        shown.reduce((sum, s) => sum + h.by[s.id], 0),
      ),
    ),
    ...(earlier ?? []).map((h) => h.demand),
  );
  const scale = Math.max(100, Math.ceil(most / 100) * 100);
  const r = (n) => Math.round(n * 100) / 100;
  const x = (i) => r(LEFT + (i + 0.5) * wide);
  const y = (mw) => r(TOP + HEIGHT - (mw / scale) * HEIGHT);

  /** From edge to edge, through the middle of each hour */
  const through = (values) => [
    `${LEFT} ${y(values[0])}`,
    ...values.map((v, i) => `${x(i)} ${y(v)}`),
    `${r(width)} ${y(values.at(-1))}`,
  ];
  const line = (values) => `M${through(values).join("L")}`;

  let below = hours.map(() => 0);
  const areas = shown.map((source) => {
    const above = hours.map((h, i) => below[i] + h.by[source.id]);
    const d = `M${[...through(above), ...through(below).reverse()].join("L")}Z`;
    below = above;
    return <path key={source.id} d={d} fill={source.colour} />;
  });

  const perDay = inner / counted.length;
  const step = Math.max(1, Math.ceil(LABEL / perDay));
  const labelAt = (i) => Math.min(LEFT + (i + 0.5) * perDay, width - 17);

  function point(event) {
    const area = plot.current.getBoundingClientRect();
    const at = Math.floor(((event.clientX - area.left) / area.width) * hours.length);
    if (at >= 0 && at < hours.length) actions.hour(at);
  }
  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = hours.length - 1;
    const to = {
      ArrowRight: hour === null ? 0 : Math.min(last, hour + 1),
      ArrowLeft: hour === null ? last : Math.max(0, hour - 1),
      Home: 0,
      End: last,
      Escape: null,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    actions.hour(to);
  }

  return (
    <div
      className="chart"
      data-testid="chart"
      ref={box}
      tabIndex={0}
      role="application"
      aria-label="Chart of generation and demand, hour by hour"
      aria-describedby="chart-hint"
      onKeyDown={key}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => event.pointerType !== "touch" && actions.hour(null)}
    >
      <svg width={width} height={TOP + HEIGHT + BELOW} aria-hidden="true">
        {Array.from({ length: scale / 100 + 1 }, (_, i) => i * 100).map((mw) => (
          <g key={mw}>
            <line x1={LEFT} x2={width} y1={y(mw)} y2={y(mw)} stroke="#e3e9e6" />
            <text x={LEFT - 8} y={y(mw) + 4} textAnchor="end">
              {mw}
            </text>
          </g>
        ))}
        {counted.map(
          (day, i) =>
            i % step === 0 && (
              <g key={day.date}>
                <line
                  x1={LEFT + i * perDay}
                  x2={LEFT + i * perDay}
                  y1={TOP + HEIGHT}
                  y2={TOP + HEIGHT + 5}
                  stroke="#93a39e"
                />
                <text x={labelAt(i)} y={TOP + HEIGHT + 18} textAnchor="middle">
                  {day.short}
                </text>
              </g>
            ),
        )}
        {width > 0 && (
          <>
            {areas}
            {earlier && <path className="line before" d={line(earlier.map((h) => h.demand))} />}
            <path className="line" d={line(hours.map((h) => h.demand))} />
            {hour !== null && (
              <g className="mark">
                <line x1={x(hour)} x2={x(hour)} y1={TOP} y2={TOP + HEIGHT} />
                <circle cx={x(hour)} cy={y(hours[hour].demand)} r="4.5" />
              </g>
            )}
            <rect
              data-testid="plot"
              ref={plot}
              x={LEFT}
              y={TOP}
              width={inner}
              height={HEIGHT}
              fill="none"
              pointerEvents="all"
            />
          </>
        )}
      </svg>
    </div>
  );
}
