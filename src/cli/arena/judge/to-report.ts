import type { VoteRules } from "../../../arena/weigh-votes.ts";
import { calibrate } from "../../../arena/judge/calibrate.ts";
import type { JudgeDesk, JudgeIdentity } from "../../../arena/judge/desk.ts";
import type { Judged } from "../../../arena/judge/judge-apps.ts";
import type { JudgeRater } from "../../../arena/judge/to-votes.ts";
import type { Calibration, JudgeReport } from "../../../core/judgement.ts";
import type { Vote } from "../../../core/vote.ts";

export interface ReportParts {
  readonly identity: JudgeIdentity;
  readonly endpoint: JudgeReport["judge"]["endpoint"];
  readonly rater: JudgeRater;
  readonly seesPictures: boolean;
  readonly judged: Judged;
  readonly desk: JudgeDesk;
  readonly people: PeopleVotes;
  readonly usage: JudgeReport["usage"];
  readonly stoppedBy: JudgeReport["stoppedBy"];
}

/** Votes of people, none where none were named, and what they count by. */
export interface PeopleVotes {
  readonly votes: readonly Vote[];
  readonly rules: VoteRules;
}

/** Of resamples: the same judgements give the same figures. */
const SEED = 1;

export function toReport(parts: ReportParts): JudgeReport {
  const { identity, endpoint, rater, seesPictures, judged, desk, usage, stoppedBy } = parts;
  const { answers, verdicts } = listJudgements(judged);
  const answered = new Set([...answers, ...verdicts].flatMap((one) => one.answered ?? []));
  return {
    schema: 1,
    judge: {
      ...identity,
      endpoint,
      organisation: rater.organisation,
      answered: [...answered].toSorted(),
      seesPictures,
      rater: rater.id,
    },
    checklists: judged.checklists.map(
      ({ question: { task, taskHash, language }, items, hash, writtenBy }) => ({
        task,
        taskHash,
        language,
        hash,
        items: items.length,
        writtenBy,
      }),
    ),
    configurations: tally(judged),
    calibration: toCalibration(judged, parts.people),
    calls: desk.counts(),
    usage,
    stoppedBy,
  };
}

function tally({ answered }: Judged): JudgeReport["configurations"] {
  const byName = Map.groupBy(answered, ({ app }) => app.contestant.model);
  return [...byName]
    .map(([name, apps]) => {
      const items = apps.flatMap(({ judgement }) => judgement.answers);
      const count = (answer: string): number => items.filter((one) => one.answer === answer).length;
      return {
        name,
        apps: apps.length,
        passed: count("pass"),
        failed: count("fail"),
        cannotTell: count("cannot_tell"),
      };
    })
    .toSorted((x, y) => (x.name < y.name ? -1 : 1));
}

function toCalibration(judged: Judged, { votes, rules }: PeopleVotes): Calibration {
  const { answered, compared, canaries } = judged;
  const { answers, verdicts } = listJudgements(judged);
  const unreadable = [
    ...answers.filter(({ isReadable }) => !isReadable),
    ...verdicts.filter(({ said }) => said === "unreadable"),
  ];
  const record = {
    pairs: compared.map(({ pair: { a, b }, forward, backward }) => ({
      a: a.contestant.workspace,
      b: b.contestant.workspace,
      bytes: { a: a.contestant.bytes, b: b.contestant.bytes },
      forward,
      backward,
    })),
    answers: answered.map(({ judgement }) => judgement.answers),
    canaries,
    calls: { unreadable: unreadable.length, of: answers.length + verdicts.length },
  };
  return calibrate(record, { votes, rules, seed: SEED });
}

/** All that it said of apps, those with a planted text among them. */
const listJudgements = ({ answered, compared, canaries }: Judged) => ({
  answers: [
    ...answered.map(({ judgement }) => judgement),
    ...canaries.items.flatMap(({ planted, again }) => [planted, again]),
  ],
  verdicts: [
    ...compared.flatMap(({ forward, backward }) => [forward, backward]),
    ...canaries.pairs.flatMap(({ planted, again }) => [planted, again]),
  ],
});
