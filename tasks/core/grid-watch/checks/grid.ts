import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

export const SOURCES = ["Hydro", "Wind", "Solar", "Gas"] as const;
export type SourceName = (typeof SOURCES)[number];

export interface Hour {
  readonly demand: number;
  readonly generation: Readonly<Record<SourceName, number>>;
}

/** The hours of November 3 to 30, day by day. */
const days: readonly (readonly Hour[])[] = readDays();

function readDays(): Hour[][] {
  const [, ...lines] = readFileSync(join(__dirname, "../assets/grid.csv"), "utf8").trim().split("\n");
  const hours = lines.map((line): Hour => {
    const [demand, Hydro, Wind, Solar, Gas] = line.split(",").slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return { demand, generation: { Hydro, Wind, Solar, Gas } };
  });
  return Array.from({ length: 28 }, (_, day) => hours.slice(day * 24, day * 24 + 24));
}

/** The hours of days of November, both included. */
export const hoursOf = (first: number, last = first): Hour[] => days.slice(first - 3, last - 2).flat();

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The energy of each source, in MWh. */
export const energyOf = (hours: readonly Hour[]): Record<SourceName, number> =>
  Object.fromEntries(
    SOURCES.map((name) => [name, sum(hours.map(({ generation }) => generation[name]))]),
  ) as Record<SourceName, number>;

export const addressOf = (first: number, last: number, more = ""): string =>
  `/#from=2025-11-${pad(first)}&to=2025-11-${pad(last)}${more}`;

export const pad = (number: number): string => String(number).padStart(2, "0");

/** `Mon, Nov 24` */
export function nameOf(day: number): string {
  const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(day + 5) % 7];
  return `${weekday}, Nov ${day}`;
}

/** Range, tiles, shares and table are those of some days of November. */
export async function expectFigures(page: Page, first: number, last: number): Promise<void> {
  const hours = hoursOf(first, last);
  const energy = energyOf(hours);
  const total = sum(Object.values(energy));
  const peak = Math.max(...hours.map(({ demand }) => demand));
  const at = hours.findIndex(({ demand }) => demand === peak);
  await expect(page.getByTestId("range")).toHaveText(
    first === last ? `Nov ${last}, 2025` : `Nov ${first} – Nov ${last}, 2025`,
  );
  const demand = sum(hours.map((hour) => hour.demand));
  await expect(page.getByTestId("demand")).toHaveText(`${grouped(demand)} MWh`);
  await expect(page.getByTestId("generation")).toHaveText(`${grouped(total)} MWh`);
  await expect(page.getByTestId("renewable")).toHaveText(percent((total - energy.Gas) / total));
  await expect(page.getByTestId("peak")).toHaveText(`${peak} MW`);
  await expect(page.getByTestId("peak-time")).toHaveText(
    `${nameOf(first + Math.floor(at / 24))}, ${pad(at % 24)}:00`,
  );
  await expect(page.getByTestId("share")).toHaveText(
    SOURCES.map((name) =>
      pattern([name, percent(energy[name] / total), `${grouped(energy[name])} MWh`], String.raw`\s*`),
    ),
  );
  const lines = Array.from({ length: last - first + 1 }, (_, index) => {
    const own = hoursOf(first + index);
    const values = Object.values(energyOf(own)).map(grouped);
    return pattern(
      [nameOf(first + index), grouped(sum(own.map((hour) => hour.demand))), ...values],
      String.raw`[\s\S]*?`,
    );
  });
  await expect(page.getByTestId("day")).toHaveText(lines);
}

export const grouped = (number: number): string => number.toLocaleString("en-US");

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

const pattern = (parts: readonly string[], between: string): RegExp =>
  new RegExp(`^\\s*${parts.map((part) => part.replace(".", String.raw`\.`)).join(between)}`);
