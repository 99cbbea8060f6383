import csv from "../assets/grid.csv?raw";
import { sources as list } from "../assets/sources.json";

export const sources = list;
export const readings = csv
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [time, demand, ...power] = line.split(",");
    return { time: time!, demand: +demand!, power: power.map(Number) };
  });
export type Reading = (typeof readings)[number];

export const dayCount = readings.length / 24;
export const dateOf = (day: number) => readings[day * 24]!.time.slice(0, 10);
export const hoursOf = (days: number[]) => days.flatMap((day) => readings.slice(day * 24, day * 24 + 24));

const at = (date: string) => new Date(`${date}T12:00:00Z`);
const write = (date: string, options: Intl.DateTimeFormatOptions) =>
  at(date).toLocaleDateString("en-US", { ...options, timeZone: "UTC" });
export const short = (date: string) => write(date, { month: "short", day: "numeric" });
export const long = (date: string) => write(date, { weekday: "short", month: "short", day: "numeric" });
export const isWeekend = (date: string) => at(date).getUTCDay() % 6 === 0;
