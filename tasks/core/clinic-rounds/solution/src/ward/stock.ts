import { type Dose, type Medicine, medicines } from "./file.ts";
import type { DoseState } from "./records.ts";
import { oldRecords } from "./records.ts";

export interface StockLine {
  readonly medicine: Medicine;
  readonly left: number;
}

const counted = new Set(oldRecords.map(({ dose }) => dose));

export function countStock(states: readonly DoseState[]): StockLine[] {
  const taken = states.filter(({ dose, record }) => record?.kind === "given" && !counted.has(dose.id));
  return medicines.map((medicine) => ({
    medicine,
    left: medicine.stock - sumAmounts(taken, medicine),
  }));
}

/** What was given of a medicine on this day. */
export function sumGiven(states: readonly DoseState[], medicine: Medicine): number {
  return sumAmounts(
    states.filter(({ record }) => record?.kind === "given"),
    medicine,
  );
}

function sumAmounts(states: readonly DoseState[], medicine: Medicine): number {
  return states.reduce((sum, { dose }) => sum + (dose.medicine === medicine ? dose.amount : 0), 0);
}

export function describeStock({ medicine: { unit, low }, left }: StockLine): {
  readonly left: string;
  readonly warning: string | null;
} {
  const warning = left === 0 ? "已用完" : left <= low ? "库存偏低" : null;
  return { left: `剩${left}${unit}`, warning };
}

/** Why a dose cannot be taken from the stock, or null. */
export function findShortage({ medicine, amount }: Dose, stock: readonly StockLine[]): string | null {
  const { left } = stock.find((line) => line.medicine === medicine)!;
  if (left >= amount) return null;
  return `库存不足：${medicine.name}${left === 0 ? "已用完" : `仅剩${left}${medicine.unit}`}`;
}
