import { isWeekend } from "../data/calendar.ts";
import { type Day, DAYS, type Hour, type Source, SOURCES } from "../data/grid.ts";
import type { Selection } from "../selection/selection.ts";

/** A source that is shown, with its place in an hour's generation. */
export interface ShownSource extends Source {
  readonly at: number;
}

export interface Peak {
  readonly day: Day;
  readonly hour: Hour;
}

/** Sums in MWh, shares in 0..1; null where there is nothing to calculate with. */
export interface Figures {
  readonly demand: number;
  readonly generation: number;
  readonly bySource: readonly number[];
  readonly renewable: number | null;
  readonly peak: Peak | null;
}

export const shownSources = ({ hidden }: Selection): ShownSource[] =>
  SOURCES.map((source, at) => ({ ...source, at })).filter(({ id }) => !hidden.includes(id));

/** Days of the range that are of the kind asked for. */
export function countedDays({ first, last, kind }: Selection): Day[] {
  const inRange = DAYS.slice(first, last + 1);
  return kind === "all" ? inRange : inRange.filter(({ date }) => isWeekend(date) === (kind === "weekends"));
}

/** The day as many days earlier as the range is long, for each counted day; null where the data do not reach back. */
export function earlierDays(selection: Selection): Day[] | null {
  const { first, last } = selection;
  const length = last - first + 1;
  if (first < length) return null;
  return countedDays(selection).map(({ index }) => DAYS[index - length]!);
}

export function calculate(days: readonly Day[], sources: readonly ShownSource[]): Figures {
  const hours = days.flatMap((day) => day.hours);
  const bySource = sources.map(({ at }) => sum(hours, ({ generation }) => generation[at]!));
  const generation = sum(bySource, (energy) => energy);
  const renewable = sum(sources, (source, index) => (source.renewable ? bySource[index]! : 0));
  return {
    demand: sum(hours, ({ demand }) => demand),
    generation,
    bySource,
    renewable: generation === 0 ? null : renewable / generation,
    peak: findPeak(days),
  };
}

function findPeak(days: readonly Day[]): Peak | null {
  let peak: Peak | null = null;
  for (const day of days) {
    for (const hour of day.hours) {
      if (peak === null || hour.demand >= peak.hour.demand) peak = { day, hour };
    }
  }
  return peak;
}

const sum = <Item>(items: readonly Item[], valueOf: (item: Item, index: number) => number): number =>
  items.reduce((total, item, index) => total + valueOf(item, index), 0);
