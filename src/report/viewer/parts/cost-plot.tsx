import {
  axisX,
  axisY,
  dot,
  gridY,
  line,
  type PlotOptions,
  ruleX,
  type ScaleOptions,
  text,
} from "@observablehq/plot";
import { useMemo } from "react";
import { formatCost } from "../../../core/format.ts";
import { Chart } from "./chart.tsx";
import { formatEstimate } from "./format.ts";
import type { PricedOffer } from "./priced-offer.ts";
import { formatPercent } from "./words.ts";

export interface CostPlotProps {
  readonly offers: readonly PricedOffer[];
  /** `score` or `pass rate`. */
  readonly metric: string;
}

/** From that on, cheap ones would lie on one another: the axis counts in powers of ten. */
const WIDE_SPREAD = 20;
const HEIGHT = 320;
const NARROW = 480;

/** Cost against what it buys. The offers that no other one beats are filled, and a line goes through them. */
export function CostPlot({ offers, metric }: CostPlotProps) {
  const options = useMemo(
    () =>
      (width: number): PlotOptions => ({
        width,
        height: HEIGHT,
        marginLeft: 52,
        marginBottom: 44,
        marginTop: 30,
        marginRight: 24,
        style: { fontSize: "12px", overflow: "visible" },
        x: toCostScale(offers),
        // So that nothing lies on the axis, or beyond the frame.
        y: { domain: [0, 1], insetBottom: 12, insetTop: 4 },
        marks: [...toAxes(offers, metric, width), ...toMarks(offers)],
      }),
    [offers, metric],
  );
  const front = offers.filter(({ isOnFront }) => isOnFront);
  const sentence = front
    .map(({ name, costUsd, figure }) => `${name}, ${formatCost(costUsd)} a trial, ${formatEstimate(figure)}`)
    .join("; ");
  return (
    <Chart label={`Cost of a trial against ${metric}. On the Pareto front: ${sentence}`} options={options} />
  );
}

function toCostScale(offers: readonly PricedOffer[]): ScaleOptions {
  const { least, most, isWide } = toSpread(offers);
  return isWide
    ? { type: "log", domain: [least / 1.4, most * 1.4] }
    : { domain: [0, most === 0 ? 1 : most * 1.1] };
}

function toSpread(offers: readonly PricedOffer[]) {
  const costs = offers.map(({ costUsd }) => costUsd);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  return { least, most, isWide: least > 0 && most / least > WIDE_SPREAD };
}

/** 1, 2 and 5 of every power of ten: more of them lie on each other. */
function toTicks(offers: readonly PricedOffer[], width: number): number | number[] {
  const { least, most, isWide } = toSpread(offers);
  if (!isWide) return width < NARROW ? 4 : 7;
  const powers = Array.from(
    { length: Math.ceil(Math.log10(most / least)) + 3 },
    (_, power) => 10 ** (Math.floor(Math.log10(least)) - 1 + power),
  );
  return powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((cost) => cost >= least / 1.4 && cost <= most * 1.4);
}

const toAxes = (offers: readonly PricedOffer[], metric: string, width: number) => [
  gridY({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
  axisY({ ticks: 5, tickFormat: formatPercent, label: metric, labelAnchor: "top" as const, fontSize: 12 }),
  axisX({
    ticks: toTicks(offers, width),
    tickFormat: (cost: number) => formatCost(cost),
    label: "cost of a trial",
    labelAnchor: "center" as const,
    fontSize: 12,
  }),
];

function toMarks(offers: readonly PricedOffer[]) {
  const front = offers.filter(({ isOnFront }) => isOnFront).toSorted((a, b) => a.costUsd - b.costUsd);
  const cost = ({ costUsd }: PricedOffer): number => costUsd;
  const value = ({ figure }: PricedOffer): number => figure.value;
  return [
    ruleX(
      offers.filter(({ figure }) => figure.interval !== null),
      {
        x: cost,
        y1: ({ figure }: PricedOffer) => figure.interval!.lower,
        y2: ({ figure }: PricedOffer) => figure.interval!.upper,
        stroke: "var(--dim)",
        strokeOpacity: 0.5,
      },
    ),
    line(front, { x: cost, y: value, curve: "step-after", stroke: "var(--accent)", strokeDasharray: "4 4" }),
    dot(offers, {
      x: cost,
      y: value,
      r: 10,
      fill: ({ isOnFront }: PricedOffer) => (isOnFront ? "var(--accent)" : "var(--ground)"),
      stroke: ({ isOnFront }: PricedOffer) => (isOnFront ? "var(--accent)" : "var(--dim)"),
    }),
    text(offers, {
      x: cost,
      y: value,
      text: "mark",
      fontSize: 11,
      fontWeight: 600,
      fill: ({ isOnFront }: PricedOffer) => (isOnFront ? "var(--ground)" : "var(--text)"),
    }),
  ];
}
