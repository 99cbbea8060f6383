import { randomBytes } from "node:crypto";
import { debuglog } from "node:util";
import type { CheckReport, CheckRequest } from "../core/checker.ts";
import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { SandboxProcess } from "../core/sandbox.ts";
import { unservedVerdict } from "../core/score.ts";
import { type Job, OUT_OF_TIME, QUALITY_TIMEOUT_MS } from "./checker/job.ts";
import { BOOT_FILE, loadProgram } from "../host/program-code.ts";
import { below, loadTaskFiles, SERVICES_FOLDER, TASK_FOLDER, WORKSPACE_FOLDER } from "./job-files.ts";
import { BRIEF_NODE_FLAGS } from "./node-flags.ts";
import { createReportReader, type ReportReader } from "./report-reader.ts";

const debug = debuglog("buildoff:checks");

/** What the checker gets beyond the time of its checks, to start and to close. Past it the remaining checks have failed. */
const GRACE_MS = 30_000;

/** What it gets from the last verdict on where it measures quality; past it there is none. */
const MEASURING_MS = QUALITY_TIMEOUT_MS + 5_000;

/**
 * Runs checks in a checker sandbox and believes its channel alone.
 * @throws InfraError `checker` where the checker ended early or said anything but one verdict for each check; whatever the sandbox
 * throws; the signal's reason once it is aborted.
 */
export async function runChecks(options: CheckRequest): Promise<CheckReport> {
  const { sandbox, signal } = options;
  signal.throwIfAborted();
  const job = await prepareJob(options);
  const reader = createReportReader({
    nonce: job.nonce,
    checks: options.checks,
    measuresQuality: job.measuresQuality,
    onVerdict: options.onVerdict ?? (() => {}),
  });
  const { node, job: folder } = sandbox.layout;
  // Nothing is asked of it after its last verdict: it ends with its sandbox.
  const checker = await sandbox.spawn(
    [node, ...BRIEF_NODE_FLAGS, `${folder}/${BOOT_FILE}`, job.browser.modules],
    { user: "checker", cwd: folder, signal },
  );
  checker.stdio.write(JSON.stringify(job));
  checker.stdio.end();
  const isLate = await readReport(checker, reader, options);
  return reader.finish(isLate ? (check) => unservedVerdict(check, OUT_OF_TIME) : null);
}

async function prepareJob({ sandbox, ...options }: CheckRequest): Promise<Job> {
  const { browser, layout } = sandbox;
  if (browser === null) throw new Error("checks need a sandbox of the role checker");
  const workspace = options.workspace ?? null;
  const services = options.services ?? null;
  const states = Object.entries(services ?? {}).flatMap(([name, state]) =>
    below(`${SERVICES_FOLDER}/${name}`, state),
  );
  const files = await Promise.all([
    loadProgram(["checks", "core"], "checks/checker/main"),
    loadTaskFiles(options.checks, options.taskFolder),
  ]);
  await sandbox.writeFiles([...files.flat(), ...below(WORKSPACE_FOLDER, workspace ?? []), ...states]);
  return {
    nonce: randomBytes(24).toString("base64url"),
    checks: options.checks,
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    locale: options.locale,
    seed: options.seed,
    timeoutMs: options.timeoutMs,
    measuresQuality: options.measuresQuality ?? false,
    stopsAtFirstFailure: options.stopsAtFirstFailure ?? false,
    takesPictures: options.takesPictures ?? true,
    browser,
    taskFolder: `${layout.job}/${TASK_FOLDER}`,
    workspaceFolder: workspace === null ? null : `${layout.job}/${WORKSPACE_FOLDER}`,
    servicesFolder: services === null ? null : `${layout.job}/${SERVICES_FOLDER}`,
    scratchFolder: `${layout.tmp}/checker`,
  };
}

/** Reads to the checker's last word. Resolves to whether it was cut off for taking too long. */
async function readReport(
  checker: SandboxProcess,
  reader: ReportReader,
  { timeoutMs, signal }: CheckRequest,
): Promise<boolean> {
  let measuring: NodeJS.Timeout | undefined;
  const late = AbortSignal.timeout(timeoutMs + GRACE_MS);
  const stop = () => checker.stdio.destroy();
  late.addEventListener("abort", stop, { once: true });
  signal.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of checker.stdio) {
      reader.push(chunk);
      if (reader.isDone) return false;
      if (reader.isJudged) measuring ??= setTimeout(stop, MEASURING_MS);
    }
  } catch (error) {
    const isRefused = error instanceof InfraError && error.code === "checker";
    const isLost = error instanceof InfraError || error instanceof SandboxDeathError;
    if (isRefused || (isLost && !reader.isJudged)) throw error;
    debug("the channel ended: %o", error);
  } finally {
    clearTimeout(measuring);
    late.removeEventListener("abort", stop);
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  if (late.aborted) return true;
  // The page that was measured may have brought the checker down; the verdicts stand.
  if (reader.isJudged) return false;
  const { exitCode } = await checker.exited;
  throw new InfraError(
    "checker",
    `the checker ended early (exit code ${exitCode ?? "unknown"}): ${checker.stderrTail().trim()}`,
  );
}
