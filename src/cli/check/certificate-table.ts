import Table from "cli-table3";
import type { AdmissionFinding, Certificate, ExhibitKind, ExhibitRecord } from "../../core/certificate.ts";

const COLUMNS = [
  "task",
  "solution",
  "alternatives",
  "nothing built",
  "mutants",
  "cheats",
  "checks",
  "certificate",
];

/** A line for each task: what of its proof came out as it must. */
export function renderCertificates(certificates: readonly Certificate[]): string {
  const table = new Table({ head: COLUMNS, style: { head: [], border: [], compact: true } });
  for (const certificate of certificates) table.push(toRow(certificate));
  return table.toString();
}

function toRow({ task, exhibits, findings, status }: Certificate): string[] {
  const of = (...kinds: ExhibitKind[]): ExhibitRecord[] =>
    exhibits.filter(({ kind }) => kinds.includes(kind));
  const solutions = of("solution");
  const checks = new Set(
    solutions.flatMap(({ passed, failed }) => [...passed, ...failed.map(({ check }) => check)]),
  );
  const demanding = new Set(of("mutant").flatMap(({ failed }) => failed.map(({ check }) => check)));
  const passedByNothing = of("empty", "untouched").reduce((sum, { passed }) => sum + passed.length, 0);
  return [
    task,
    solutions.length === 0 ? "none" : `${toShare(solutions)} ×${solutions.length}`,
    of("alternative").length === 0 ? "none" : `${toShare(of("alternative"))} ×${of("alternative").length}`,
    passedByNothing === 0 ? "passes nothing" : `passes ${passedByNothing}`,
    `${countFailing(of("mutant"))}/${of("mutant").length} killed`,
    `${countFailing(of("cheat"))}/${of("cheat").length} refused`,
    `${demanding.size}/${checks.size} demanding`,
    status === "refused" ? `${findings.length} missing` : status,
  ];
}

/** The least share of checks passed; 1.0 where all passed everywhere. */
function toShare(records: readonly ExhibitRecord[]): string {
  const shares = records.map(
    ({ passed, failed }) => passed.length / Math.max(1, passed.length + failed.length),
  );
  const least = Math.min(...shares);
  return least === 1 ? "1.0" : (Math.floor(least * 100) / 100).toFixed(2);
}

const countFailing = (records: readonly ExhibitRecord[]): number =>
  records.filter(({ failed }) => failed.length > 0).length;

const WORDS: Readonly<Record<AdmissionFinding["code"], string>> = {
  blank: "blank",
  "no-solution": "no solution",
  "no-alternative": "no alternative",
  "unknown-check": "names no check",
  "deletes-nothing": "deletes nothing",
  "solution-fails": "solution fails",
  "alternative-fails": "alternative fails",
  "passes-empty": "asks for nothing",
  "passes-untouched": "asks for nothing",
  "mutant-survives": "mutant survives",
  undemanding: "undemanding",
  "cheat-passes": "cheat passes",
  flaky: "flaky",
  leak: "leak",
  unstated: "not in the prompt",
  "tight-limit": "tight limit",
  "not-graded": "not graded",
};

/** What stands in the way of a certificate, a line each. */
export function renderFindings({ task, findings }: Certificate): string {
  return [
    `${task}:`,
    ...findings.map(
      ({ code, subject, message }) => `  ${WORDS[code]}: ${subject}: ${message.replaceAll("\n", " ")}`,
    ),
  ].join("\n");
}
