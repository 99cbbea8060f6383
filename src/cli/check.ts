import { relative } from "node:path";
import pLimit from "p-limit";
import { admitTask } from "../admission/admit-task.ts";
import type { AdmissionContext } from "../admission/grade-exhibit.ts";
import { CALLS_FILE, carryOutCalls } from "../agents/oracle.ts";
import { checkKinds } from "../checks/registry.ts";
import { runBeside } from "../checks/run-beside.ts";
import { runChecks } from "../checks/run-checks.ts";
import { traitsOf } from "../checks/traits.ts";
import type { Certificate } from "../core/certificate.ts";
import { formatDuration } from "../core/format.ts";
import type { LoadedTask } from "../core/suite.ts";
import { openServiceSession } from "../gateway/service-session.ts";
import { sha256 } from "../loader/digest.ts";
import { instantiateTask } from "../loader/load-task.ts";
import { archive } from "../sandbox/archive/archive.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { openCertificate } from "./check/certificate-file.ts";
import { renderCertificates, renderFindings } from "./check/certificate-table.ts";
import { chooseTasks, type ChosenSuite } from "./check/choose-tasks.ts";
import { hashGrader } from "./check/grader.ts";
import { createCheckProgress, type CheckProgress } from "./check/progress.ts";
import { type ChosenSandbox, chooseSandbox } from "./choose-sandbox.ts";
import { EXIT } from "./exit.ts";
import type { SandboxFlags } from "./run-options.ts";
import { listJudgedBeside, toSandboxNeeds } from "./sandbox-needs.ts";
import { version } from "./version.ts";

interface CheckFlags extends SandboxFlags {
  readonly jobs: number;
  readonly repeat: number;
  /** False where `--no-cache` was given. */
  readonly cache: boolean;
  readonly json?: boolean;
}

export async function checkCommand(names: readonly string[], flags: CheckFlags): Promise<void> {
  const startedAt = performance.now();
  const chosen = await chooseTasks(names);
  using interrupt = abortOnSignal();
  using progress = createCheckProgress(process.stderr);
  const runId = `check-${process.pid}`;
  const suite = { ...chosen[0]!.suite, tasks: chosen.flatMap(({ tasks }) => tasks) };
  const sandbox = await chooseSandbox({
    asked: flags.sandbox ?? null,
    runId,
    browserPath: flags.browser ?? null,
    runtime: flags.runtime ?? null,
    unsafeLocal: flags.unsafeLocal === true,
    agents: [],
    needs: toSandboxNeeds(suite, [], { allowHosts: null }),
    judgedBeside: listJudgedBeside(suite),
    note: progress.note,
    signal: interrupt.signal,
  });
  await using provider = sandbox.provider;
  const context: AdmissionContext = {
    provider,
    archive,
    runChecks,
    runBeside,
    traitsOf,
    openServiceSession,
    carryOutCalls,
    sha256,
    runId,
    signal: interrupt.signal,
  };
  const limit = pLimit(flags.jobs);
  const grader = await hashGrader(provider.name, sandbox.environment);
  const admissions = chosen.flatMap((one) =>
    one.tasks.map((loaded) =>
      admit(loaded, { chosen: one, sandbox, grader, flags, progress, limit }, context),
    ),
  );
  const certificates = await settleAll(admissions, interrupt.signal);
  progress.clear();
  print(certificates, { chosen, flags, progress, tookMs: performance.now() - startedAt });
  process.exitCode = chooseExitCode(certificates);
}

interface AdmitSetting {
  readonly chosen: ChosenSuite;
  readonly sandbox: ChosenSandbox;
  readonly grader: Awaited<ReturnType<typeof hashGrader>>;
  readonly flags: CheckFlags;
  readonly progress: CheckProgress;
  readonly limit: ReturnType<typeof pLimit>;
}

async function admit(
  loaded: LoadedTask,
  { chosen, sandbox, grader, flags, progress, limit }: AdmitSetting,
  context: AdmissionContext,
): Promise<Certificate> {
  const file = openCertificate(chosen.certificates, loaded.task.id);
  const before = flags.cache ? await file.read() : null;
  let isGraded = false;
  const admitted = await admitTask(
    {
      suite: chosen.suite.file.name,
      loaded,
      instantiate: (seed) => instantiateTask(loaded, seed, checkKinds),
      repeats: flags.repeat,
      callsFile: CALLS_FILE,
      checkKinds,
      grader: grader(loaded.task),
      buildoff: version,
      sandbox: { provider: sandbox.provider.name, versions: { ...sandbox.environment.versions } },
      known: new Map(before?.exhibits.map((record) => [record.key, record])),
      limit,
      onPlanned: progress.planned,
      onRecord: async (record, isNew, unfinished) => {
        progress.graded(loaded.task.id, record, isNew);
        if (!isNew) return;
        isGraded = true;
        await file.write(unfinished);
      },
    },
    context,
  );
  // It names the sandbox that graded; what is known by its hash was graded by the one of before.
  const certificate = isGraded || before === null ? admitted : { ...admitted, sandbox: before.sandbox };
  await file.write(certificate);
  progress.done(certificate);
  return certificate;
}

/** Every task is told of, unless the user stops it all; then all that goes on has ended before this throws. */
async function settleAll(
  admissions: readonly Promise<Certificate>[],
  signal: AbortSignal,
): Promise<Certificate[]> {
  const settled = await Promise.allSettled(admissions);
  signal.throwIfAborted();
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

function print(
  certificates: readonly Certificate[],
  given: {
    readonly chosen: readonly ChosenSuite[];
    readonly flags: CheckFlags;
    readonly progress: CheckProgress;
    readonly tookMs: number;
  },
): void {
  const { chosen, flags, progress, tookMs } = given;
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(certificates, null, 2)}\n`);
    return;
  }
  const lines = [renderCertificates(certificates)];
  for (const certificate of certificates)
    if (certificate.findings.length > 0) lines.push("", renderFindings(certificate));
  const folders = chosen.map(({ certificates: folder }) => relative(process.cwd(), folder) || folder);
  const { graded, known } = progress.counts();
  lines.push(
    "",
    `certificates  ${folders.join(", ")}`,
    `graded        ${graded} workspaces in ${formatDuration(tookMs)}; ${known} were known by their hash`,
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** What could not be graded says nothing about a task. */
function chooseExitCode(certificates: readonly Certificate[]): number {
  const findings = certificates.flatMap((certificate) => certificate.findings);
  if (findings.some(({ code }) => code === "not-graded")) return EXIT.infrastructure;
  return findings.length > 0 ? EXIT.belowThreshold : EXIT.ok;
}
