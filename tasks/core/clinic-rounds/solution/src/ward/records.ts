import { type Dose, doses, fileRecords, toMoment } from "./file.ts";

interface Signed {
  readonly dose: string;
  readonly at: number;
  readonly by: string;
}

export interface Given extends Signed {
  readonly kind: "given";
  readonly checker: string | null;
}

export interface Refused extends Signed {
  readonly kind: "refused";
  readonly reason: string;
}

export interface Postponed extends Signed {
  readonly kind: "postponed";
  readonly reason: string;
  readonly until: number;
}

/** What was done with a dose. The round is what its records make of the file. */
export type DoseRecord = Given | Refused | Postponed;

/** A dose as it stands: when it is due now, and the latest record of it. */
export interface DoseState {
  readonly dose: Dose;
  readonly dueAt: number;
  readonly record: DoseRecord | null;
  /** Of that record among all; -1 where there is none. */
  readonly place: number;
}

/** The records of the file, which nobody takes back. */
export const oldRecords: readonly DoseRecord[] = fileRecords.map((record) => {
  const signed = { dose: record.dose, at: toMoment(record.time), by: record.by };
  return record.kind === "given"
    ? { ...signed, kind: "given", checker: record.checker ?? null }
    : { ...signed, kind: "refused", reason: record.reason ?? "" };
});

export function applyRecords(records: readonly DoseRecord[]): DoseState[] {
  const places = new Map(records.map((record, place) => [record.dose, place]));
  const until = new Map(
    records.flatMap((record) => (record.kind === "postponed" ? [[record.dose, record.until]] : [])),
  );
  return doses.map((dose) => {
    const place = places.get(dose.id) ?? -1;
    const dueAt = until.get(dose.id) ?? dose.plannedAt;
    return { dose, dueAt, record: records[place] ?? null, place };
  });
}

const KINDS = new Set(["given", "refused", "postponed"]);

/** Whether something that was stored is a record of a dose of the file. */
export function isRecord(value: unknown): value is DoseRecord {
  const { dose, at, kind } = (value ?? {}) as Partial<DoseRecord>;
  return doses.some(({ id }) => id === dose) && typeof at === "number" && KINDS.has(kind ?? "");
}
