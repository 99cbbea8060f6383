import file from "../../assets/ward.json";

export interface Member {
  readonly name: string;
  readonly code: string;
}

export interface Patient {
  readonly id: string;
  readonly bed: string;
  readonly name: string;
  readonly sex: string;
  readonly age: number;
  readonly allergies: readonly string[];
}

export interface Medicine {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** What is left after the records of the file. */
  readonly stock: number;
  readonly low: number;
  readonly highAlert: boolean;
  readonly classes: readonly string[];
}

export interface Dose {
  readonly id: string;
  readonly patient: Patient;
  readonly medicine: Medicine;
  readonly amount: number;
  /** When it was prescribed for, in milliseconds. */
  readonly plannedAt: number;
  /** Allergies of the patient that the medicine meets. */
  readonly conflicts: readonly string[];
}

interface FileRecord {
  readonly dose: string;
  readonly kind: string;
  readonly time: string;
  readonly by: string;
  readonly checker?: string;
  readonly reason?: string;
}

export const wardName = file.ward;
export const firstNurse = file.nurse;
export const staff: readonly Member[] = file.staff;
export const patients: readonly Patient[] = file.patients;
export const medicines: readonly Medicine[] = file.medicines;
export const fileRecords: readonly FileRecord[] = file.records;

/** A time of the file's day, on the device's clock. */
export function toMoment(time: string): number {
  return new Date(`${file.date}T${time}:00`).getTime();
}

export const doses: readonly Dose[] = file.doses.map(({ id, amount, time, ...ids }) => {
  const patient = patients.find((each) => each.id === ids.patient)!;
  const medicine = medicines.find((each) => each.id === ids.medicine)!;
  const conflicts = patient.allergies.filter((allergy) => medicine.classes.includes(allergy));
  return { id, patient, medicine, amount, plannedAt: toMoment(time), conflicts };
});
