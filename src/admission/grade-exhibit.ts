import type { ExhibitRecord } from "../core/certificate.ts";
import type { CheckSpec, CheckVerdict } from "../core/check.ts";
import { canonicalJson, type Sha256 } from "../core/hash.ts";
import { resolveLimits } from "../core/limits.ts";
import type { LoadedTask } from "../core/suite.ts";
import { type GradeContext, type GradeRequest } from "../runner/grade.ts";
import { gradeSuspiciously } from "../runner/grade-suspiciously.ts";
import { createPhaseClock } from "../runner/phase-clock.ts";
import { type Exhibit, mustPass } from "./exhibits.ts";
import { makeServiceStates, type ServiceStatesContext } from "./service-states.ts";

/** What grading a proof stands on; handed in by the composition root. */
export interface AdmissionContext extends GradeContext, ServiceStatesContext {
  readonly sha256: Sha256;
}

const silent = (): void => {};

/**
 * Grades one workspace of a proof as a trial's is graded.
 * @throws InfraError where the infrastructure failed, or a solution's calls did
 */
export async function gradeExhibit(
  { loaded, exhibit, key }: { readonly loaded: LoadedTask; readonly exhibit: Exhibit; readonly key: string },
  context: AdmissionContext,
): Promise<ExhibitRecord> {
  const { kind, name, turn, seed, repeat, files } = exhibit;
  const tar = await context.archive.pack([...files]);
  const services = await makeServiceStates(loaded, exhibit, context);
  const asked = exhibit.task.checks.filter(({ id }) => exhibit.asks.includes(id));
  let failedPhase: ExhibitRecord["failedPhase"] = null;
  const verdicts: CheckVerdict[] = [];
  const times: { build: number | null; serve: number | null; checks: Record<string, number> } = {
    build: null,
    serve: null,
    checks: {},
  };
  for (const checks of kind === "cheat" ? inTwoSteps(asked) : [asked]) {
    const phases = createPhaseClock(silent, Date.now);
    const request = { loaded, exhibit, tar, services, checks, phases };
    const grade = await gradeSuspiciously(
      toGradeRequest(request, context),
      { workspace: key, losses: new Map() },
      context,
    );
    failedPhase = grade.failedPhase;
    verdicts.push(...grade.verdicts);
    for (const { phase, durationMs } of phases.records)
      if (phase === "build" || phase === "serve") times[phase] = durationMs;
    Object.assign(times.checks, grade.report?.timingsMs);
    // One required check that fails is enough: a cheat that did not pass cannot pass any more.
    if (kind === "cheat" && grade.verdicts.some(({ passed }) => !passed)) break;
  }
  return {
    kind,
    name,
    turn,
    seed,
    repeat,
    key,
    failedPhase,
    passed: verdicts.filter(({ passed }) => passed).map(({ id }) => id),
    failed: verdicts
      .filter(({ passed }) => !passed)
      .map(({ id, evidence }) => ({ check: id, message: evidence.message })),
    verdictHash: context.sha256(canonicalJson(verdicts)),
    times,
    size: { files: files.length, bytes: files.reduce((sum, { content }) => sum + content.byteLength, 0) },
  };
}

/** The quickest check first, of several the heaviest; and the others only where it is passed. */
function inTwoSteps(checks: readonly CheckSpec[]): CheckSpec[][] {
  const [first] = checks.toSorted((a, b) => a.timeout - b.timeout || b.weight - a.weight);
  if (first === undefined) return [];
  const others = checks.filter((check) => check !== first);
  return others.length === 0 ? [[first]] : [[first], others];
}

function toGradeRequest(
  {
    loaded,
    exhibit,
    tar,
    services,
    checks,
    phases,
  }: {
    readonly loaded: LoadedTask;
    readonly exhibit: Exhibit;
    readonly checks: readonly CheckSpec[];
  } & Pick<GradeRequest, "tar" | "services" | "phases">,
  { runId, signal }: AdmissionContext,
): GradeRequest {
  const task = { ...exhibit.task, checks };
  return {
    loaded,
    task,
    turn: exhibit.turn,
    seed: exhibit.seed,
    measuresQuality: false,
    keepsBuilt: false,
    // Of what must pass the share is wanted, too; of the others whether they fail.
    stopsAtFirstFailure: !mustPass(exhibit),
    // A certificate shows none.
    takesPictures: false,
    tar,
    services,
    owner: { runId, trialId: task.id, tryNumber: 1 },
    limits: resolveLimits(task.limits),
    signal,
    emit: silent,
    phases,
  };
}
