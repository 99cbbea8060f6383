import { hoursOf, sources } from "./data.ts";
import { shownIndexes } from "./state.ts";

export function sumUp(days: number[]) {
  const hours = hoursOf(days);
  const shown = shownIndexes();
  let demand = 0;
  let generation = 0;
  let green = 0;
  const energy = sources.map(() => 0);
  let peak = hours[0];
  for (const hour of hours) {
    demand += hour.demand;
    if (hour.demand > peak!.demand) peak = hour;
    for (const index of shown) {
      const power = hour.power[index]!;
      energy[index]! += power;
      generation += power;
      if (sources[index]!.renewable) green += power;
    }
  }
  return { demand, generation, energy, peak, share: generation ? green / generation : NaN };
}

export const commas = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
export const percent = (share: number) => (Number.isNaN(share) ? "n/a" : `${(share * 100).toFixed(1)}%`);

/** Nothing where there is no value. */
export function signed(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "";
  const text = value.toFixed(1);
  if (Number(text) === 0) return `0.0${unit}`;
  return (value > 0 ? "+" : "") + text + unit;
}
export const growth = (now: number, before: number) => signed((now / before) * 100 - 100, "%");
