import { formatShortDay } from "../data/calendar.ts";
import type { ChartLayout } from "./chart-layout.ts";

interface ChartDrawingProps {
  readonly layout: ChartLayout;
  readonly picked: number | null;
}

export function ChartDrawing({ layout, picked }: ChartDrawingProps) {
  const { width, height, left, top, plotWidth, plotHeight } = layout;
  const bottom = top + plotHeight;
  return (
    <svg width={width} height={height} aria-hidden="true">
      {layout.levels.map(({ power, y }) => (
        <g key={power}>
          <line className="grid-line" x1={left} x2={left + plotWidth} y1={y} y2={y} />
          <text className="axis" x={left - 8} y={y + 4} textAnchor="end">
            {power}
          </text>
        </g>
      ))}
      {layout.areas.map(({ source, path }) => (
        <path key={source.id} d={path} fill={source.colour} />
      ))}
      {layout.demandBefore && <path className="demand-before" d={layout.demandBefore} />}
      <path className="demand" d={layout.demand} />
      {layout.dayMarks.map(({ date, x, middle }) => (
        <g key={date}>
          <line className="day-line" x1={x} x2={x} y1={bottom} y2={bottom + 5} />
          <text className="axis" x={middle} y={bottom + 18} textAnchor="middle">
            {formatShortDay(date)}
          </text>
        </g>
      ))}
      {picked !== null && (
        <line
          className="cursor"
          x1={layout.middleOf(picked)}
          x2={layout.middleOf(picked)}
          y1={top}
          y2={bottom}
        />
      )}
      <rect className="plot" data-testid="plot" x={left} y={top} width={plotWidth} height={plotHeight} />
    </svg>
  );
}
