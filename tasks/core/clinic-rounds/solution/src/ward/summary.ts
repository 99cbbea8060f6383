import { countWith } from "../chinese/numerals.ts";
import { medicines, patients } from "./file.ts";
import { phaseOf } from "./phase.ts";
import type { DoseState } from "./records.ts";
import { sumGiven } from "./stock.ts";

export function describeScope(states: readonly DoseState[]): string {
  return `${countWith(patients.length, "位")}患者，共${countWith(states.length, "次")}给药`;
}

export function describeGiven(states: readonly DoseState[]): string {
  return `已给药${countWith(countKind(states, "given"), "次")}`;
}

export function describeRefused(states: readonly DoseState[]): string {
  return `拒服${countWith(countKind(states, "refused"), "次")}`;
}

export function describeOpen(states: readonly DoseState[], minute: number): string {
  const phases = states.map((state) => phaseOf(state, minute));
  const open = phases.filter((phase) => phase !== "done").length;
  if (open === 0) return "全部完成";
  const late = phases.filter((phase) => phase === "late").length;
  return `未完成${countWith(open, "次")}${late === 0 ? "" : `，其中逾期${countWith(late, "次")}`}`;
}

/** What was given of each medicine, in the order of the file. */
export function listUsed(states: readonly DoseState[]): string[] {
  return medicines.flatMap((medicine) => {
    const amount = sumGiven(states, medicine);
    return amount === 0 ? [] : [`${medicine.name}${countWith(amount, medicine.unit)}`];
  });
}

/** Each refused dose, in the order of the records. */
export function listRefusals(states: readonly DoseState[]): string[] {
  return states
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ dose: { patient, medicine, amount }, record }) => {
      if (record?.kind !== "refused") return [];
      const taken = `${medicine.name}${countWith(amount, medicine.unit)}`;
      return [`${patient.bed}床${patient.name}：${taken}，${record.reason}`];
    });
}

function countKind(states: readonly DoseState[], kind: "given" | "refused"): number {
  return states.filter(({ record }) => record?.kind === kind).length;
}
