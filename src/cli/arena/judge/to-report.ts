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
  /** Of people; none where none were named. */
  readonly votes: readonly Vote[];
  readonly usage: JudgeReport["usage"];
  readonly stoppedBy: JudgeReport["stoppedBy"];
}

/** Of resamples: the same judgements give the same figures. */
const SEED = 1;

export function toReport(parts: ReportParts): JudgeReport {
  const { identity, endpoint, rater, seesPictures, judged, desk, usage, stoppedBy } = parts;
  const judgements = [
    ...judged.answered.flatMap(({ plain, planted }) => [plain, ...(planted === null ? [] : [planted])]),
    ...judged.compared.flatMap(({ forward, backward }) => [forward, backward]),
  ];
  const answered = new Set(judgements.flatMap((one) => one.answered ?? []));
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
    calibration: toCalibration(judged, parts.votes),
    calls: desk.counts(),
    usage,
    stoppedBy,
  };
}

function tally({ answered }: Judged): JudgeReport["configurations"] {
  const byName = Map.groupBy(answered, ({ app }) => app.contestant.model);
  return [...byName]
    .map(([name, apps]) => {
      const items = apps.flatMap(({ plain }) => plain.answers);
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

function toCalibration({ answered, compared }: Judged, votes: readonly Vote[]): Calibration {
  const calls = [
    ...answered
      .flatMap(({ plain, planted }) => [plain, ...(planted === null ? [] : [planted])])
      .map(({ isReadable }) => isReadable),
    ...compared
      .flatMap(({ forward, backward }) => [forward, backward])
      .map(({ said }) => said !== "unreadable"),
  ];
  const record = {
    pairs: compared.map(({ pair: { a, b }, forward, backward }) => ({
      a: a.contestant.workspace,
      b: b.contestant.workspace,
      bytes: { a: a.contestant.bytes, b: b.contestant.bytes },
      forward,
      backward,
    })),
    answers: answered.map(({ plain }) => plain.answers),
    canaries: answered.flatMap(({ plain, planted }) =>
      planted === null ? [] : [{ plain: plain.answers, planted: planted.answers }],
    ),
    calls: { unreadable: calls.filter((isReadable) => !isReadable).length, of: calls.length },
  };
  return calibrate(record, { votes, seed: SEED });
}
