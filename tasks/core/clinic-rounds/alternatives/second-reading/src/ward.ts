// The day as it is in the file, with the look-ups that the rest of the app needs.
import file from "../assets/ward.json";

export interface Staff {
  name: string;
  code: string;
}
export interface Patient {
  id: string;
  bed: string;
  name: string;
  sex: string;
  age: number;
  allergies: string[];
}
export interface Medicine {
  id: string;
  name: string;
  unit: string;
  stock: number;
  low: number;
  highAlert: boolean;
  classes: string[];
}
export interface Dose {
  id: string;
  index: number;
  patient: Patient;
  medicine: Medicine;
  amount: number;
  /** the planned time, in local wall-clock minutes: 2026-01-01T08:00 */
  planned: string;
  /** the patient's allergies that this dose meets */
  clash: string[];
}
/** Something that was done with a dose; `at` and `until` are wall-clock minutes. */
export interface Entry {
  dose: string;
  kind: "given" | "refused" | "delayed";
  at: string;
  by: string;
  checker?: string;
  reason?: string;
  until?: string;
}

const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
export const byPinyin = (a: string, b: string) => collator.compare(a, b);

export const wardName = file.ward;
export const firstNurse = file.nurse;
export const patients: Patient[] = file.patients;
export const medicines: Medicine[] = file.medicines;
export const staff: Staff[] = [...file.staff].sort((a, b) => byPinyin(a.name, b.name));

const patientOf = new Map(patients.map((p) => [p.id, p]));
const medicineOf = new Map(medicines.map((m) => [m.id, m]));

export const doses: Dose[] = file.doses.map((d, index) => {
  const patient = patientOf.get(d.patient)!;
  const medicine = medicineOf.get(d.medicine)!;
  return {
    id: d.id,
    index,
    patient,
    medicine,
    amount: d.amount,
    planned: `${file.date}T${d.time}`,
    clash: patient.allergies.filter((a) => medicine.classes.includes(a)),
  };
});
export const doseOf = new Map(doses.map((d) => [d.id, d]));

export const fileEntries: Entry[] = (
  file.records as Array<{
    dose: string;
    kind: string;
    time: string;
    by: string;
    checker?: string;
    reason?: string;
  }>
).map((r) => ({
  dose: r.dose,
  kind: r.kind as "given" | "refused",
  at: `${file.date}T${r.time}`,
  by: r.by,
  checker: r.checker,
  reason: r.reason,
}));

/** Numbered beds first, by number, then the added ones, by number. */
export function compareBeds(a: string, b: string): number {
  const added = (bed: string) => (bed.startsWith("加") ? 1 : 0);
  const number = (bed: string) => Number(bed.replace(/\D/g, ""));
  return added(a) - added(b) || number(a) - number(b);
}
