import { basename, join } from "node:path";
import { z } from "zod";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { type Verdict, VerdictSchema } from "../../core/result.ts";
import { TrialRowSchema } from "../../core/trial-row.ts";
import { readRecords } from "../../store/lines.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { fileExists, readJsonFile } from "../../store/run-store.ts";
import { countOf, type Finding, finding, type Inspector, judge } from "./inspection.ts";

const hash = z.string();

/** Of a result what is held against verdicts: the journal's inspection holds the whole of it against the journal. */
const JudgedResultSchema = z.object({
  trial: z.object({ task: z.string(), language: z.string(), seed: z.number() }),
  identity: z.object({
    taskHash: hash,
    suiteHash: hash,
    promptHash: hash,
    images: z.record(z.string(), z.string()),
  }),
  turns: z.array(
    z.object({
      turn: z.int().positive(),
      workspace: hash.nullable(),
      failedPhase: z.string().nullable(),
      message: z.string().nullable(),
      score: z.number(),
      passed: z.boolean(),
      checks: z.array(z.object({ id: z.string(), passed: z.boolean(), score: z.number() })),
    }),
  ),
});
type JudgedResult = z.infer<typeof JudgedResultSchema>;
type JudgedTurn = JudgedResult["turns"][number];

/** Every verdict is of the workspace, the task and the checks that the trial's result tells of. */
export const verdictsInspector: Inspector = {
  kind: "verdicts",
  isOfRunAlone: true,
  inspect: async ({ folder, manifest }) => {
    const findings: Finding[] = [];
    let verdicts = 0;
    try {
      for await (const { id } of readRecords(folder.trials, TrialRowSchema)) {
        // That there is none is told by the journal's inspection.
        if (!(await fileExists(folder.trial(id).result))) continue;
        const found = await inspectTrial(folder, id, manifest);
        findings.push(...found.findings);
        verdicts += found.verdicts;
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      findings.push(finding(null, error.message));
    }
    return judge(`${countOf(verdicts, "verdict")}, of the workspaces and tasks of their results`, findings);
  },
};

async function inspectTrial(
  folder: RunFolder,
  id: string,
  manifest: Manifest,
): Promise<{ readonly findings: readonly Finding[]; readonly verdicts: number }> {
  const trial = folder.trial(id);
  const toPath = (file: string): string => `trials/${id}/${basename(file)}`;
  try {
    const result = await readJsonFile(trial.result, JudgedResultSchema);
    const own = findIdentityProblem(result, manifest);
    const findings = own === null ? [] : [finding(toPath(trial.result), own)];
    let verdicts = 0;
    for (const turn of result.turns.filter(({ workspace }) => workspace !== null)) {
      const file = trial.verdict(turn.turn);
      const problem = await findVerdictProblem(file, result, turn);
      verdicts += 1;
      if (problem !== null) findings.push(finding(toPath(file), problem));
    }
    return { findings, verdicts };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { findings: [finding(join("trials", id), error.message)], verdicts: 0 };
  }
}

function findIdentityProblem({ trial, identity }: JudgedResult, manifest: Manifest): string | null {
  const { taskHash, suiteHash, promptHash, images } = identity;
  const task = manifest.tasks.find(({ id }) => id === trial.task);
  if (task === undefined) return `its task ${trial.task} is not in the manifest`;
  if (task.hash !== taskHash) return `it is of another ${trial.task} than the manifest has`;
  if (manifest.suite.hash !== suiteHash) return "it is of another suite than the manifest has";
  // A seed changes what is written in a prompt; the manifest has that of seed 0.
  if (trial.seed === 0 && task.promptHash[trial.language] !== promptHash)
    return `it is of another prompt than the manifest has for ${trial.task}`;
  const other = Object.entries(images).find(
    ([role, digest]) => manifest.sandbox.images[role]?.digest !== digest,
  );
  return other === undefined ? null : `its image ${other[0]} is another one than the manifest has`;
}

async function findVerdictProblem(
  file: string,
  { trial, identity }: JudgedResult,
  turn: JudgedTurn,
): Promise<string | null> {
  if (!(await fileExists(file))) return "it is missing";
  const verdict = await readJsonFile(file, VerdictSchema);
  if (verdict.task !== trial.task || verdict.taskHash !== identity.taskHash || verdict.turn !== turn.turn)
    return "it is of another task or turn than the trial's result";
  if (verdict.workspace !== turn.workspace) return "it is of another workspace than the trial's result";
  return says(verdict, turn) ? null : "it judges otherwise than the trial's result";
}

/** Checks of turns that the agent never got to are in the result alone. */
function says(verdict: Verdict, { checks, failedPhase, message, score, passed }: JudgedTurn): boolean {
  const told = new Map(checks.map((check) => [check.id, check]));
  const isSame = verdict.checks.every((check) => {
    const other = told.get(check.id);
    return other !== undefined && other.passed === check.passed && other.score === check.score;
  });
  const isWhole = verdict.checks.length === checks.length;
  return (
    isSame &&
    verdict.failedPhase === failedPhase &&
    verdict.message === message &&
    (!isWhole || (verdict.score === score && verdict.passed === passed))
  );
}
