import type { CheckSpec } from "../core/check.ts";
import type { BesideReport, CheckReport } from "../core/checker.ts";
import { checksAtTurn, unservedVerdict } from "../core/score.ts";
import type { Grade, GradeContext, GradeRequest } from "./grade.ts";
import { explainDeath } from "./sandbox-death.ts";

/**
 * Judges a frozen workspace by programs that run beside it, each in a fresh sandbox of its own. Nothing is built, served or used.
 * @throws InfraError where the infrastructure failed; the workspace can be graded again.
 */
export async function gradeBeside(request: GradeRequest, context: GradeContext): Promise<Grade> {
  const { task, turn, limits, emit, phases } = request;
  const checks = checksAtTurn(task.checks, turn);
  const report = await phases.time("check", turn, async (): Promise<CheckReport> => {
    const startedAt = performance.now();
    const judged: (BesideReport & { readonly tookMs: number })[] = [];
    for (const check of checks) {
      const from = performance.now();
      const leftMs = Math.max(1, limits.checkTimeMs - (from - startedAt));
      const one = await judge(request, check, { ...context, timeoutMs: Math.min(check.timeout, leftMs) });
      emit({ type: "check-result", verdict: one.verdict });
      judged.push({ ...one, tookMs: performance.now() - from });
    }
    return {
      verdicts: judged.map(({ verdict }) => verdict),
      screenshots: [],
      logs: judged.map(({ verdict, log }) => ({ check: verdict.id, console: log, network: [] })),
      quality: null,
      firstPage: null,
      timingsMs: Object.fromEntries(judged.map(({ verdict, tookMs }) => [verdict.id, tookMs])),
    };
  });
  const { verdicts } = report;
  const logs = { build: null, serve: null };
  return { failedPhase: null, message: null, verdicts, report, logs, built: null };
}

async function judge(
  { loaded, owner, limits, signal, tar }: GradeRequest,
  check: CheckSpec,
  { provider, runBeside, timeoutMs }: GradeContext & { readonly timeoutMs: number },
): Promise<BesideReport> {
  const spec = {
    owner,
    stack: loaded.stack.name,
    agentLayer: null,
    limits,
    role: "app",
    joins: null,
  } as const;
  await using sandbox = await provider.create(spec, signal);
  try {
    await sandbox.unpack(tar);
    return await runBeside({ check, taskFolder: loaded.layers, sandbox, timeoutMs, signal });
  } catch (error) {
    const death = await explainDeath(error, sandbox);
    if (death === null) throw error;
    return { verdict: unservedVerdict(check, `the code ended its sandbox: ${death}`), log: [] };
  }
}
