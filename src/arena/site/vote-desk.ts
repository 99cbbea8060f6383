import type { BattleRecord } from "../../core/battle.ts";
import { notYourBattle, overBattle } from "../../core/arena-errors.ts";
import type { Vote } from "../../core/vote.ts";
import { type BattleState, chooseBattle } from "../choose-battle.ts";
import { believe } from "../believe.ts";
import { toGames } from "../to-games.ts";
import { type VoteRules, weighVotes } from "../weigh-votes.ts";
import { type Match, matchId } from "./match.ts";
import type { Progress } from "./protocol.ts";
import { type Casting, type OpenBattle, type Rater, toVote } from "./to-vote.ts";

export type Turn =
  | { readonly kind: "battle"; readonly battle: OpenBattle }
  | { readonly kind: "wait"; readonly reason: "cooldown" | "daily-cap"; readonly waitMs: number }
  | { readonly kind: "done" };

export interface DeskOptions {
  readonly matches: readonly Match[];
  readonly attention: readonly Match[];
  /** Of battles: how many measure the rater. */
  readonly attentionShare: number;
  readonly votes: readonly Vote[];
  readonly battles: readonly BattleRecord[];
  readonly rules: VoteRules;
  /** Between two votes of one rater. */
  readonly cooldownMs: number;
  readonly keepVote: (vote: Vote) => Promise<void>;
  readonly keepBattle: (record: BattleRecord) => Promise<void>;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
}

/** Gives battles to raters and takes their votes. What it promised is on disk. */
export interface VoteDesk {
  /** The battle that the rater has not voted on yet, or the next one. */
  readonly next: (rater: Rater) => Promise<Turn>;
  /** The match that the rater will be given after the open one, so that its apps can be brought up; null: none. */
  readonly peek: (rater: Rater) => Match | null;
  /** Takes a battle back whose apps cannot be shown; its match is given no more. */
  readonly withdraw: (battle: OpenBattle) => void;
  /** @throws UserError `not-your-battle`, `over-battle` */
  readonly find: (id: string, rater: Rater) => OpenBattle;
  /** A second vote on the same battle is not taken; the answer is the first one. @throws as `find`; InfraError `store` */
  readonly cast: (id: string, casting: Casting) => Promise<Vote>;
  readonly progressOf: (rater: Rater) => Progress;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** So long a battle, or one that is to come, keeps its match from other raters: whoever has not voted by then has left. */
const TAKEN_MS = 60 * 60 * 1000;
const dayOf = (at: string): string => at.slice(0, 10);

export function createVoteDesk(options: DeskOptions): VoteDesk {
  const { now, random, rules } = options;
  const matches = new Map([...options.matches, ...options.attention].map((match) => [match.id, match]));
  const places = new Map(
    [...new Set(options.matches.flatMap(({ a, b }) => [a.contestant.model, b.contestant.model]))]
      .toSorted()
      .map((model, place) => [model, place]),
  );
  const candidates = options.matches.map(({ id, question, a, b }) => ({
    id,
    task: question.task,
    a: places.get(a.contestant.model)!,
    b: places.get(b.contestant.model)!,
  }));
  const votes = [...options.votes];
  const battles = new Map<string, OpenBattle>();
  const open = (record: BattleRecord): OpenBattle | null => {
    const match = matches.get(record.match);
    if (match === undefined) return null;
    const battle = { record, match };
    battles.set(record.id, battle);
    return battle;
  };
  options.battles.forEach(open);
  /** What is under way: two tabs of one rater get one battle, and one vote is taken once. */
  const giving = new Map<string, Promise<Turn>>();
  const taking = new Map<string, Promise<Vote>>();
  const cast = new Map(votes.map((vote) => [vote.id, vote]));
  const ofRater = ({ id }: Rater): Vote[] => votes.filter(({ rater }) => rater.id === id);
  const believed = createBelief(votes, { places, rules });

  const reserved = new Map<string, { readonly match: Match; readonly at: number }>();
  const lost = new Set<string>();
  const pick = (rater: Rater): Match | null => {
    const open = [...battles.values()].filter(({ record }) => !cast.has(record.id));
    const own = new Set([
      ...lost,
      ...ofRater(rater).map((vote) => matchId(vote, vote.a, vote.b)),
      ...open.filter(({ record }) => record.rater === rater.id).map(({ match }) => match.id),
    ]);
    const unseen = options.attention.filter(({ id }) => !own.has(id));
    if (unseen.length > 0 && random() < options.attentionShare)
      return unseen[Math.floor(random() * unseen.length)]!;
    const isFresh = (at: number): boolean => now() - at < TAKEN_MS;
    const taken = new Set([
      ...own,
      ...open.filter(({ record }) => isFresh(Date.parse(record.at))).map(({ match }) => match.id),
      ...[...reserved.values()].filter(({ at }) => isFresh(at)).map(({ match }) => match.id),
    ]);
    const state = believed();
    // Where all are being judged by others, one of them is better than none.
    const chosen =
      chooseBattle(candidates, { ...state, taken }, random) ??
      chooseBattle(candidates, { ...state, taken: own }, random);
    return chosen === null ? null : matches.get(chosen.id)!;
  };

  const begin = async (rater: Rater, match: Match): Promise<OpenBattle> => {
    const record: BattleRecord = {
      schema: 1,
      id: options.newId(),
      at: new Date(now()).toISOString(),
      rater: rater.id,
      match: match.id,
      first: random() < 0.5 ? "a" : "b",
    };
    await options.keepBattle(record);
    return open(record)!;
  };

  const reserve = (rater: Rater): Match | null => {
    const match = reserved.get(rater.id)?.match ?? pick(rater);
    if (match !== null) reserved.set(rater.id, { match, at: now() });
    return match;
  };

  const give = async (rater: Rater): Promise<Turn> => {
    const waiting = [...battles.values()].find(
      ({ record }) => record.rater === rater.id && !cast.has(record.id),
    );
    if (waiting !== undefined) return { kind: "battle", battle: waiting };
    const own = ofRater(rater);
    const today = dayOf(new Date(now()).toISOString());
    if (own.filter(({ at }) => dayOf(at) === today).length >= rules.dailyCap)
      return { kind: "wait", reason: "daily-cap", waitMs: DAY_MS - (now() % DAY_MS) };
    const last = Math.max(-Infinity, ...own.map(({ at }) => Date.parse(at)));
    const waitMs = last + options.cooldownMs - now();
    if (waitMs > 0) return { kind: "wait", reason: "cooldown", waitMs };
    const match = reserve(rater);
    reserved.delete(rater.id);
    return match === null ? { kind: "done" } : { kind: "battle", battle: await begin(rater, match) };
  };

  const find: VoteDesk["find"] = (id, rater) => {
    const battle = battles.get(id);
    if (battle === undefined) throw overBattle();
    if (battle.record.rater !== rater.id) throw notYourBattle();
    return battle;
  };

  const take = async (battle: OpenBattle, casting: Casting): Promise<Vote> => {
    const vote = await toVote(battle, { ...casting, at: now() });
    await options.keepVote(vote);
    votes.push(vote);
    cast.set(vote.id, vote);
    return vote;
  };

  return {
    next: async (rater) => {
      const running = giving.get(rater.id) ?? give(rater).finally(() => giving.delete(rater.id));
      giving.set(rater.id, running);
      return running;
    },
    peek: reserve,
    withdraw: ({ record, match }) => {
      battles.delete(record.id);
      lost.add(match.id);
    },
    find,
    cast: async (id, casting) => {
      const battle = find(id, casting.rater);
      const known = cast.get(id);
      if (known !== undefined) return known;
      const running = taking.get(id) ?? take(battle, casting).finally(() => taking.delete(id));
      taking.set(id, running);
      return running;
    },
    progressOf: (rater) => {
      const own = ofRater(rater);
      const today = dayOf(new Date(now()).toISOString());
      return {
        votes: own.length,
        today: own.filter(({ at }) => dayOf(at) === today).length,
        dailyCap: rules.dailyCap,
      };
    },
  };
}

/** What is believed of the models, made anew once there are further votes. */
function createBelief(
  votes: readonly Vote[],
  { places, rules }: { readonly places: ReadonlyMap<string, number>; readonly rules: VoteRules },
): () => Omit<BattleState, "taken"> {
  const models = [...places.keys()];
  let made: { readonly of: number; readonly state: Omit<BattleState, "taken"> } | null = null;
  return () => {
    if (made?.of === votes.length) return made.state;
    const games = toGames(weighVotes(votes, rules), models, {
      axes: { overall: 1 },
      covariates: [],
      pairCap: null,
    });
    const votesOfTask = new Map<string, number>();
    for (const { task } of votes) if (task !== null) votesOfTask.set(task, (votesOfTask.get(task) ?? 0) + 1);
    made = { of: votes.length, state: { belief: believe(games, models.length), votesOfTask } };
    return made.state;
  };
}
