import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { choosePairs, listPairs, pairKey } from "../../arena/judge/choose-pairs.ts";
import { createJudgeDesk } from "../../arena/judge/desk.ts";
import { judgeApps } from "../../arena/judge/judge-apps.ts";
import { hashPrompts } from "../../arena/judge/prompts.ts";
import { toJudgeVote } from "../../arena/judge/to-votes.ts";
import { DEFAULT_RULES } from "../../arena/weigh-votes.ts";
import { nothingToJudge } from "../../core/arena-errors.ts";
import { canonicalJson } from "../../core/hash.ts";
import type { JudgeReport } from "../../core/judgement.ts";
import type { Vote } from "../../core/vote.ts";
import { sha256 } from "../../loader/digest.ts";
import { EXIT } from "../exit.ts";
import { watchInterrupts } from "../interrupts.ts";
import { chooseReportRuns } from "../report/choose-runs.ts";
import { openReportRun } from "../report/open-report-run.ts";
import { createScrubOf, findChecklist, listApps } from "./judge/load-apps.ts";
import { openJudgeFolder } from "./judge/judge-folder.ts";
import { type JudgeModelFlags, openJudge } from "./judge/open-judge.ts";
import { renderReport } from "./judge/render-report.ts";
import { type PeopleVotes, toReport } from "./judge/to-report.ts";
import { readArenaVotes } from "./read-votes.ts";

interface JudgeFlags extends JudgeModelFlags {
  readonly judge: string;
  readonly votes?: readonly string[];
  readonly out?: string;
  readonly pairs: number;
  readonly json?: boolean;
  readonly results: string;
}

const CODE_BYTES = 12;

export async function judgeCommand(names: readonly string[], flags: JudgeFlags): Promise<void> {
  using interrupts = watchInterrupts(() =>
    note("nothing more is asked; Ctrl-C again ends what is under way"),
  );
  const results = resolve(flags.results);
  const paths = await chooseReportRuns(names, results);
  const runs = await Promise.all(paths.map((path) => openReportRun(path, results)));
  const people = await readPeople(flags.votes);
  const scrub = createScrubOf(runs);
  const { apps, leftOut } = await listApps(runs, scrub);
  const pairs = choosePairs(listPairs(apps), { most: flags.pairs, judged: toPairKeys(people.votes), sha256 });
  if (pairs.length === 0) throw nothingToJudge(apps.length, [...leftOut]);
  await using judge = await openJudge(flags.judge, flags, interrupts);
  await using folder = await openJudgeFolder(resolve(flags.out ?? join(results, "judge")));
  const { model } = judge;
  const identity = {
    model: model.name,
    weights: model.facts.weights,
    quantisation: model.facts.quantisation,
    generation: model.generation,
    promptHash: hashPrompts(sha256),
  };
  const rater = {
    id: sha256(canonicalJson(identity)).slice(0, 32),
    organisation: model.metadata.organisation ?? null,
  };
  const seesPictures = model.facts.seesImages === true;
  const desk = createJudgeDesk({
    identity,
    ask: judge.ask,
    known: folder.known,
    keep: folder.keep,
    sha256,
    now: Date.now,
    newCode: () => randomBytes(CODE_BYTES).toString("hex"),
  });
  const judged = await judgeApps({
    pairs,
    checklistOf: (question) => findChecklist(runs, question),
    desk,
    scrub,
    seesPictures,
    sha256,
  });
  await folder.keepVotes(judged.compared.map((compared) => toJudgeVote(compared, rater, sha256)));
  const report = toReport({
    identity,
    endpoint: judge.endpoint,
    rater,
    seesPictures,
    judged,
    desk,
    people,
    usage: judge.usage(),
    stoppedBy: judge.isSpent() ? "cost" : interrupts.stop.aborted ? "user" : null,
  });
  await folder.keepReport(report);
  for (const [why, count] of leftOut) note(`left out: ${count}: ${why}`);
  print(report, folder.votesFile, flags.json === true);
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);

async function readPeople(files: readonly string[] | undefined): Promise<PeopleVotes> {
  if (files === undefined) return { votes: [], rules: DEFAULT_RULES };
  const { votes, capOf } = await readArenaVotes(files.map((file) => resolve(file)));
  return {
    votes: votes.filter(({ rater }) => rater.kind === "person"),
    rules: { ...DEFAULT_RULES, capOf },
  };
}

const toPairKeys = (votes: readonly Vote[]): Set<string> =>
  new Set(
    votes.flatMap(({ a, b }) =>
      a.workspace === null || b.workspace === null ? [] : [pairKey(a.workspace, b.workspace)],
    ),
  );

/** Money that ran out ends it as it ends a run. */
function print(report: JudgeReport, votesFile: string, isJson: boolean): void {
  const { stoppedBy, calls } = report;
  const isWhole = calls.missing === 0;
  process.exitCode = isWhole ? EXIT.ok : stoppedBy === "user" ? EXIT.interrupted : EXIT.belowThreshold;
  if (isJson) return void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const met =
    isWhole || stoppedBy !== "cost"
      ? ""
      : "the limit of cost was reached; the same command with --max-cost <more> goes on\n\n";
  process.stdout.write(`${met}${renderReport(report)}\n\nbuildoff arena rate ${votesFile} --raters model\n`);
}
