import type { Manifest } from "../../core/manifest.ts";
import type { Verification } from "../../core/verification.ts";
import type { RunFolder } from "../../store/run-folder.ts";

export type Finding = Verification["kinds"][number]["findings"][number];

/** What looking at one kind of thing came to. */
export type Inspection = Omit<Verification["kinds"][number], "kind">;

/** What is looked at. */
export interface InspectedRun {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  /** Where its suite lies now; null: where the manifest says. */
  readonly suite: string | null;
}

/** One kind of thing that a run can be held against. */
export interface Inspector {
  readonly kind: string;
  /** False where something outside of the run's folder is looked at. */
  readonly isOfRunAlone: boolean;
  readonly inspect: (run: InspectedRun) => Promise<Inspection>;
}

export const unknown = (said: string): Inspection => ({ status: "unknown", said, findings: [] });

/** Changed where there is a finding. */
export const judge = (said: string, findings: readonly Finding[]): Inspection => ({
  status: findings.length === 0 ? "same" : "changed",
  said,
  findings: [...findings],
});

export const finding = (file: string | null, message: string, record: string | null = null): Finding => ({
  file,
  record,
  message,
});

/** `3 files`, `1 file`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
