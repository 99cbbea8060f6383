import { type Day, type Hour, type Source, SOURCES } from "../data/grid.ts";

export interface ChartHour extends Hour {
  readonly date: string;
  /** Of the same hour of the earlier day, where it is compared with. */
  readonly demandBefore: number | null;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly hours: readonly ChartHour[];
  readonly areas: readonly { readonly source: Source; readonly path: string }[];
  readonly demand: string;
  readonly demandBefore: string | null;
  readonly levels: readonly { readonly power: number; readonly y: number }[];
  readonly dayMarks: readonly { readonly date: string; readonly x: number; readonly middle: number }[];
  readonly middleOf: (hour: number) => number;
}

interface Written {
  readonly days: readonly Day[];
  readonly earlier: readonly Day[] | null;
  readonly hidden: readonly string[];
  readonly width: number;
}

const HEIGHT = 280;
const LEFT = 40;
const TOP = 10;
const BOTTOM = 26;
const LEVEL_STEP = 100;
/** A day's name needs as much. */
const NAME_WIDTH = 52;

export function layOut({ days, earlier, hidden, width }: Written): ChartLayout {
  const hours = days.flatMap((day, at) =>
    day.hours.map((hour, index) => toChartHour(hour, day, earlier?.[at]?.hours[index])),
  );
  const plotWidth = Math.max(0, width - LEFT);
  const plotHeight = HEIGHT - TOP - BOTTOM;
  const stacks = hours.map(stack);
  const highest = Math.max(
    ...hours.map(({ demand, demandBefore }) => Math.max(demand, demandBefore ?? 0)),
    ...stacks.map((tops) => tops.at(-1)!),
  );
  const top = Math.ceil((highest + 1) / LEVEL_STEP) * LEVEL_STEP;
  const slot = plotWidth / hours.length;
  const middleOf = (hour: number) => LEFT + (hour + 0.5) * slot;
  const yOf = (power: number) => TOP + plotHeight * (1 - power / top);
  const toLine = (values: readonly number[]) => `M${toPoints(values, { middleOf, yOf, slot }).join("L")}`;

  return {
    width,
    height: HEIGHT,
    left: LEFT,
    top: TOP,
    plotWidth,
    plotHeight,
    hours,
    areas: SOURCES.flatMap((source, at) => {
      if (hidden.includes(source.id)) return [];
      const upper = toPoints(
        stacks.map((tops) => tops[at + 1]!),
        { middleOf, yOf, slot },
      );
      const lower = toPoints(
        stacks.map((tops) => tops[at]!),
        { middleOf, yOf, slot },
      ).toReversed();
      return [{ source, path: `M${[...upper, ...lower].join("L")}Z` }];
    }),
    demand: toLine(hours.map(({ demand }) => demand)),
    demandBefore: earlier && toLine(hours.map(({ demandBefore }) => demandBefore ?? 0)),
    levels: Array.from({ length: top / LEVEL_STEP + 1 }, (_, index) => ({
      power: index * LEVEL_STEP,
      y: yOf(index * LEVEL_STEP),
    })),
    dayMarks: markDays(days, slot),
    middleOf,
  };
}

const toChartHour = (hour: Hour, { date }: Day, before: Hour | undefined): ChartHour => ({
  ...hour,
  date,
  demandBefore: before?.demand ?? null,
});

/** Where each source begins and ends, from 0 upwards. */
function stack({ generation }: Hour): number[] {
  const tops = [0];
  for (const at of SOURCES.keys()) {
    tops.push(tops[at]! + generation[at]!);
  }
  return tops;
}

interface Scales {
  readonly middleOf: (hour: number) => number;
  readonly yOf: (power: number) => number;
  readonly slot: number;
}

/** Through the middle of every hour, and on to both ends. */
function toPoints(values: readonly number[], { middleOf, yOf, slot }: Scales): string[] {
  const at = (x: number, power: number) => `${x.toFixed(2)} ${yOf(power).toFixed(2)}`;
  return [
    at(middleOf(0) - slot / 2, values[0]!),
    ...values.map((power, hour) => at(middleOf(hour), power)),
    at(middleOf(values.length - 1) + slot / 2, values.at(-1)!),
  ];
}

/** Every day, or as many as there is room for. */
function markDays(days: readonly Day[], slot: number): ChartLayout["dayMarks"] {
  const dayWidth = 24 * slot;
  const every = Math.max(1, Math.ceil(NAME_WIDTH / Math.max(1, dayWidth)));
  return days.flatMap(({ date }, at) =>
    at % every === 0 ? [{ date, x: LEFT + at * dayWidth, middle: LEFT + (at + 0.5) * dayWidth }] : [],
  );
}
