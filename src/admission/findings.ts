import type { AdmissionFinding, ExhibitRecord } from "../core/certificate.ts";
import { formatDuration, formatSize } from "../core/format.ts";
import { resolveLimits } from "../core/limits.ts";
import type { Task } from "../core/task.ts";
import { PACK_PREFIX } from "./exhibits.ts";

const finding = (code: AdmissionFinding["code"], subject: string, message: string): AdmissionFinding => ({
  code,
  subject,
  message,
});

/** What the grades of a task's proof say against it. Pure. */
export function judgeRecords(task: Task, records: readonly ExhibitRecord[]): AdmissionFinding[] {
  const of = (kind: ExhibitRecord["kind"]): ExhibitRecord[] =>
    records.filter((record) => record.kind === kind);
  return [
    ...missing(of("solution"), of("alternative")),
    ...failing(of("solution"), "solution-fails"),
    ...failing(of("alternative"), "alternative-fails"),
    ...passing(of("empty"), "passes-empty", "passes with nothing built: it asks for nothing"),
    ...passing(
      of("untouched"),
      "passes-untouched",
      "passes on the untouched workspace: let it ask for something that is not there yet, or make it not required",
    ),
    ...survivors(of("mutant")),
    ...undemanding(task, of("mutant")),
    ...wonByCheating(task, of("cheat")),
    ...flaky(of("solution")),
    ...tight(task, of("solution")),
  ];
}

function missing(
  solutions: readonly ExhibitRecord[],
  alternatives: readonly ExhibitRecord[],
): AdmissionFinding[] {
  return [
    ...(solutions.length > 0
      ? []
      : [finding("no-solution", "solution", "there is no solution/: write one that passes every check")]),
    ...(alternatives.length > 0
      ? []
      : [
          finding(
            "no-alternative",
            "alternatives",
            "there is no folder in alternatives/: build it once more by other means, to see that the checks accept that",
          ),
        ]),
  ];
}

const where = ({ turn, seed }: ExhibitRecord): string =>
  [turn > 1 ? ` after turn ${turn}` : "", seed > 0 ? ` with seed ${seed}` : ""].join("");

function failing(records: readonly ExhibitRecord[], code: AdmissionFinding["code"]): AdmissionFinding[] {
  const findings = records.flatMap((record) =>
    record.failed.map(({ check, message }) =>
      finding(code, record.name, `fails ${check}${where(record)}: ${message}`),
    ),
  );
  return [...new Map(findings.map((one) => [one.message, one])).values()];
}

function passing(
  records: readonly ExhibitRecord[],
  code: AdmissionFinding["code"],
  message: string,
): AdmissionFinding[] {
  return records.flatMap(({ passed }) => passed.map((check) => finding(code, check, message)));
}

function survivors(mutants: readonly ExhibitRecord[]): AdmissionFinding[] {
  return mutants
    .filter(({ failed }) => failed.length === 0)
    .map(({ name, passed }) =>
      finding("mutant-survives", name, `passes ${passed.join(", ")}: the check does not see what it breaks`),
    );
}

function undemanding({ checks }: Task, mutants: readonly ExhibitRecord[]): AdmissionFinding[] {
  const failed = new Set(mutants.flatMap((record) => record.failed.map(({ check }) => check)));
  return checks
    .filter(({ id }) => !failed.has(id))
    .map(({ id }) =>
      finding("undemanding", id, `no mutant fails it: add mutants/${id}.<slug>/, or take the check away`),
    );
}

/** The pack was made for every task: where one of its cheats passes, the fault is the task's. */
function wonByCheating({ checks }: Task, cheats: readonly ExhibitRecord[]): AdmissionFinding[] {
  const required = checks.filter((check) => check.required).length;
  return cheats
    .filter(({ failed }) => failed.length === 0)
    .map(({ name }) =>
      finding(
        "cheat-passes",
        name,
        required === 0
          ? "no check is required, so nothing can fail to pass"
          : `passes all ${required} required checks${name.startsWith(PACK_PREFIX) ? " with a page of ready answers: let a check do something and look at what follows" : ""}`,
      ),
    );
}

/** The same workspace must give the same verdicts, to the byte. */
function flaky(solutions: readonly ExhibitRecord[]): AdmissionFinding[] {
  const groups = Map.groupBy(solutions, ({ turn, seed }) => `${turn}:${seed}`);
  return [...groups.values()].flatMap((repeats) => {
    if (new Set(repeats.map(({ verdictHash }) => verdictHash)).size < 2) return [];
    const checks = [...new Set(repeats.flatMap(({ failed }) => failed.map(({ check }) => check)))];
    const unsteady = checks.filter((id) => repeats.some(({ passed }) => passed.includes(id)));
    const count = (id: string): number => repeats.filter(({ passed }) => passed.includes(id)).length;
    return unsteady.length === 0
      ? [finding("flaky", "solution", `its evidence differs between ${repeats.length} repeats`)]
      : unsteady.map((id) =>
          finding("flaky", id, `passed ${count(id)} of ${repeats.length} times on the same workspace`),
        );
  });
}

/** The solution must need less than half of what there is. Of several repeats the quickest counts: others had to wait. */
function tight(task: Task, solutions: readonly ExhibitRecord[]): AdmissionFinding[] {
  // What fails waits for what never comes: that says nothing about what is needed.
  const good = solutions.filter(
    ({ failed, turn, seed }) => failed.length === 0 && turn === task.turns.length && seed === 0,
  );
  if (good.length === 0) return [];
  const limits = resolveLimits(task.limits);
  const least = (pick: (record: ExhibitRecord) => number): number => Math.min(...good.map(pick));
  const sum = ({ times }: ExhibitRecord): number => Object.values(times.checks).reduce((a, b) => a + b, 0);
  const uses = [
    {
      limit: "buildTime",
      used: least(({ times }) => times.build ?? 0),
      of: limits.buildTimeMs,
      say: formatDuration,
    },
    {
      limit: "readyTime",
      used: least(({ times }) => times.serve ?? 0),
      of: limits.readyTimeMs,
      say: formatDuration,
    },
    { limit: "checkTime", used: least(sum), of: limits.checkTimeMs, say: formatDuration },
    { limit: "files", used: least(({ size }) => size.files), of: limits.files, say: String },
    {
      limit: "archiveSize",
      used: least(({ size }) => size.bytes),
      of: limits.archiveSizeBytes,
      say: formatSize,
    },
    ...task.checks.map(({ id, timeout }) => ({
      limit: `timeout of ${id}`,
      used: least(({ times }) => times.checks[id] ?? 0),
      of: timeout,
      say: formatDuration,
    })),
  ];
  return uses
    .filter(({ used, of }) => used * 2 > of)
    .map(({ limit, used, of, say }) =>
      finding(
        "tight-limit",
        limit,
        `the solution uses ${say(used)} of ${say(of)}; give at least twice as much`,
      ),
    );
}
