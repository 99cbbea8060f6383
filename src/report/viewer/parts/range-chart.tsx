import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from "@observablehq/plot";
import { useMemo } from "react";
import { Chart } from "./chart.tsx";
import { showHidden } from "./format.ts";
import type { RangeRow } from "./range-row.ts";

export interface RangeChartProps {
  /** What the figures are, such as `pass rate by configuration`. */
  readonly label: string;
  readonly rows: readonly RangeRow[];
  readonly domain: readonly [number, number];
  readonly format: (share: number) => string;
  /** Where a line is drawn to hold the ranges against. */
  readonly mark?: number;
}

/** Half of the axis' last label. */
const MARGIN = 20;
const FONT_SIZE = 13;
/** Of a bold letter, CSS pixels. */
const LETTER = 8.1;
const NARROW = 480;

/** A dot and its range in each row, below the row's name: so names of any length have room on the smallest screen. */
export function RangeChart({ label, rows, domain, format, mark }: RangeChartProps) {
  const [from, to] = domain;
  const options = useMemo(
    () => (width: number) => toOptions({ rows, domain: [from, to], format, mark }, width),
    [rows, from, to, format, mark],
  );
  const sentence = rows.map(({ name, words }) => `${showHidden(name)} ${words}`).join("; ");
  return <Chart label={`${label}: ${sentence}`} options={options} />;
}

type Drawn = Pick<RangeChartProps, "rows" | "domain" | "format"> & { readonly mark: number | undefined };

function toOptions({ rows, domain, format, mark }: Drawn, width: number): PlotOptions {
  const layout = toLayout(rows, width);
  const places = rows.map((row, place) => ({ ...row, place }));
  const ranges = places.filter(({ interval }) => interval !== null);
  const dots = places.filter(({ value }) => value !== null);
  const toColour = ({ isQuiet }: RangeRow): string => (isQuiet ? "var(--dim)" : "var(--accent)");
  const ticks = width < NARROW ? 4 : 8;
  return {
    width,
    height: rows.length * layout.rowHeight + 34,
    margin: MARGIN,
    marginTop: 0,
    marginBottom: 30,
    style: { fontSize: "12px", overflow: "visible" },
    x: { domain: [...domain] },
    y: { axis: null, type: "band", domain: places.map(({ place }) => place) },
    marks: [
      gridX({ ticks, stroke: "var(--line)", strokeOpacity: 1 }),
      axisX({ ticks, tickFormat: format, label: null, fontSize: 12 }),
      mark === undefined ? null : ruleX([mark], { stroke: "var(--text)" }),
      ruleY(ranges, {
        y: "place",
        x1: ({ interval }) => interval.lower,
        x2: ({ interval }) => interval.upper,
        dy: layout.rangeDy,
        stroke: toColour,
        strokeWidth: 4,
        strokeLinecap: "round",
        strokeOpacity: 0.55,
      }),
      dot(dots, {
        y: "place",
        x: "value",
        r: 5.5,
        dy: layout.rangeDy,
        fill: toColour,
        stroke: "var(--ground)",
      }),
      text(places, { ...TEXT, ...layout.name, text: toName(width), frameAnchor: "left", fontWeight: 600 }),
      text(places, { ...TEXT, ...layout.words, text: "words" }),
    ],
  };
}

const TEXT = {
  y: "place",
  fontSize: FONT_SIZE,
  fill: "var(--text)",
  stroke: "var(--ground)",
  strokeWidth: 4,
} as const;

/** Name and words stand on one line where there is room for the longest, else below each other. */
function toLayout(rows: readonly RangeRow[], width: number) {
  const longest = Math.max(0, ...rows.map(({ name, words }) => name.length + words.length + 2));
  return longest * LETTER <= width
    ? {
        rowHeight: 46,
        rangeDy: 10,
        name: { dy: -8, dx: -MARGIN },
        words: { dy: -8, dx: MARGIN, frameAnchor: "right" as const },
      }
    : {
        rowHeight: 66,
        rangeDy: 19,
        name: { dy: -19, dx: -MARGIN },
        words: { dy: -1, dx: -MARGIN, frameAnchor: "left" as const, fill: "var(--dim)" },
      };
}

/** The name, as much of it as fits. */
function toName(width: number): (row: RangeRow) => string {
  const room = Math.floor(width / LETTER);
  return ({ name }) => {
    const shown = showHidden(name);
    return shown.length <= room ? shown : `${shown.slice(0, room - 1)}…`;
  };
}
