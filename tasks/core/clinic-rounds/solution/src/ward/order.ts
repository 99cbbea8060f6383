import { compareNames } from "../chinese/names.ts";
import type { Patient } from "./file.ts";
import type { DoseState } from "./records.ts";

export const ORDERS = ["按时间", "按床号", "按姓名"] as const;
export type Order = (typeof ORDERS)[number];

/** Numbered beds by their number, then the added ones by theirs. */
function compareBeds({ bed: a }: Patient, { bed: b }: Patient): number {
  const isAdded = (bed: string): number => (bed.startsWith("加") ? 1 : 0);
  const numberOf = (bed: string): number => Number(bed.replace("加", ""));
  return isAdded(a) - isAdded(b) || numberOf(a) - numberOf(b);
}

/** What is left equal stays in the order of the file. */
export function sortStates(states: readonly DoseState[], order: Order): DoseState[] {
  return states.toSorted((a, b) => {
    const byTime = a.dueAt - b.dueAt;
    const byBed = compareBeds(a.dose.patient, b.dose.patient);
    if (order === "按时间") return byTime || byBed;
    if (order === "按床号") return byBed || byTime;
    return compareNames(a.dose.patient.name, b.dose.patient.name) || byBed || byTime;
  });
}

/** A part of the name, or the whole number of the bed. */
export function isMatch({ name, bed }: Patient, typed: string): boolean {
  const query = typed.normalize("NFKC").trim();
  return name.includes(query) || bed === query.replace(/床$/u, "");
}
