import { describe, expect, it } from "vitest";
import type { Ballot } from "../../../src/arena/site/protocol.ts";
import type { OpenBattle, Rater } from "../../../src/arena/site/to-vote.ts";
import { createVoteDesk, type DeskOptions } from "../../../src/arena/site/vote-desk.ts";
import { DEFAULT_RULES } from "../../../src/arena/weigh-votes.ts";
import { type BattleRecord, BattleRecordSchema } from "../../../src/core/battle.ts";
import { type Vote, VoteSchema } from "../../../src/core/vote.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { makeAttention, makeMatches } from "./entrants.ts";

const ANNE: Rater = { id: "anne", origin: null };
const BILAL: Rater = { id: "bilal", origin: "office" };
const START = Date.UTC(2026, 10, 29, 12);

const BALLOT: Ballot = {
  overall: "first",
  function: "second",
  usability: "tie",
  fidelity: null,
  note: "the first one sorts",
  opened: { first: true, second: false },
  used: { first: 3, second: 0 },
};

/** A desk whose clock the test moves. */
function openDesk(changes: Partial<DeskOptions> = {}) {
  const kept = { votes: [] as Vote[], battles: [] as BattleRecord[] };
  const clock = { now: START };
  let number = 0;
  const desk = createVoteDesk({
    matches: makeMatches("acme/one", "beta/two", "gamma/three"),
    attention: [],
    attentionShare: 0,
    votes: [],
    battles: [],
    rules: DEFAULT_RULES,
    cooldownMs: 0,
    keepVote: async (vote) => void kept.votes.push(vote),
    keepBattle: async (record) => void kept.battles.push(record),
    now: () => clock.now,
    random: createRandom(1),
    newId: () => `${changes.votes?.length ?? 0}-${(number += 1)}`,
    ...changes,
  });
  const nextOf = async (rater: Rater): Promise<OpenBattle> => {
    const turn = await desk.next(rater);
    if (turn.kind !== "battle") throw new Error(`no battle: ${turn.kind}`);
    return turn.battle;
  };
  const vote = async (rater: Rater, ballot = BALLOT): Promise<Vote> =>
    desk.cast((await nextOf(rater)).record.id, { rater, ballot, readyAt: null });
  return { desk, kept, clock, nextOf, vote };
}

describe("a desk of votes", () => {
  it("writes a vote in the terms of the two apps, not of where they stood", async () => {
    const { desk, kept, clock, nextOf } = openDesk();
    const battle = await nextOf(ANNE);
    clock.now += 60_000;
    const cast = await desk.cast(battle.record.id, {
      rater: ANNE,
      ballot: BALLOT,
      readyAt: clock.now - 45_000,
    });
    expect(kept.votes).toEqual([cast]);
    expect(VoteSchema.parse(JSON.parse(JSON.stringify(cast)))).toEqual(cast);
    const { first } = battle.record;
    const second = first === "a" ? "b" : "a";
    expect(cast).toMatchObject({
      id: battle.record.id,
      left: first,
      choices: { overall: first, function: second, usability: "tie", fidelity: null },
      opened: { [first]: true, [second]: false },
      used: { [first]: 3, [second]: 0 },
      dwellMs: 45_000,
      expected: null,
      rater: { id: "anne", kind: "person" },
    });
    expect(cast.a.bytes).toBe(`app of ${cast.a.model}`.length);
  });

  it("gives the open battle again, and each battle to one rater once", async () => {
    const { desk, nextOf, vote } = openDesk();
    const battle = await nextOf(ANNE);
    expect((await nextOf(ANNE)).record).toEqual(battle.record);
    const seen = [await vote(ANNE), await vote(ANNE), await vote(ANNE)];
    expect(new Set(seen.map(({ a, b }) => `${a.model} ${b.model}`))).toHaveProperty("size", 3);
    expect((await desk.next(ANNE)).kind).toBe("done");
  });

  it("gives two raters who come together different battles, as long as there are some", async () => {
    const { nextOf } = openDesk();
    const [first, second] = [await nextOf(ANNE), await nextOf(BILAL)];
    expect(first.match.id).not.toBe(second.match.id);
  });

  it("takes one vote of a battle, also where it is sent twice at once", async () => {
    const { desk, kept, nextOf } = openDesk();
    const { record } = await nextOf(ANNE);
    const casting = { rater: ANNE, ballot: BALLOT, readyAt: null };
    const [one, two] = await Promise.all([desk.cast(record.id, casting), desk.cast(record.id, casting)]);
    const later = await desk.cast(record.id, { ...casting, ballot: { ...BALLOT, overall: "tie" } });
    expect([one, two, later]).toEqual([one, one, one]);
    expect(kept.votes).toHaveLength(1);
  });

  it("takes no vote of somebody else's battle, nor of one that it does not know", async () => {
    const { desk, nextOf } = openDesk();
    const { record } = await nextOf(ANNE);
    const casting = { rater: BILAL, ballot: BALLOT, readyAt: null };
    await expect(desk.cast(record.id, casting)).rejects.toMatchObject({ code: "not-your-battle" });
    await expect(desk.cast("nothing", casting)).rejects.toMatchObject({ code: "over-battle" });
  });

  it("does not count a vote that the disk did not take, and takes it at the next try", async () => {
    let isFull = true;
    const kept: Vote[] = [];
    const { desk, nextOf } = openDesk({
      keepVote: async (vote) => {
        if (isFull) throw new Error("no space left on device");
        kept.push(vote);
      },
    });
    const { record } = await nextOf(ANNE);
    const casting = { rater: ANNE, ballot: BALLOT, readyAt: null };
    await expect(desk.cast(record.id, casting)).rejects.toThrow("no space left");
    expect(desk.progressOf(ANNE).votes).toBe(0);
    isFull = false;
    await desk.cast(record.id, casting);
    expect(kept).toHaveLength(1);
    expect(desk.progressOf(ANNE).votes).toBe(1);
  });

  it("goes on after a crash with the battles and votes that were kept", async () => {
    const before = openDesk();
    await before.vote(ANNE);
    const open = await before.nextOf(ANNE);
    const { votes, battles } = JSON.parse(JSON.stringify(before.kept)) as typeof before.kept;
    expect(battles.map((record) => BattleRecordSchema.parse(record))).toEqual(battles);
    const after = openDesk({ votes, battles });
    expect((await after.nextOf(ANNE)).record).toEqual(open.record);
    const cast = await after.desk.cast(open.record.id, { rater: ANNE, ballot: BALLOT, readyAt: null });
    expect(cast.id).toBe(open.record.id);
    await after.vote(ANNE);
    expect((await after.desk.next(ANNE)).kind).toBe("done");
  });

  it("lets a rater wait between two votes, and stops him at the day's cap", async () => {
    const { desk, clock, vote } = openDesk({ cooldownMs: 5_000, rules: { ...DEFAULT_RULES, dailyCap: 2 } });
    await vote(ANNE);
    expect(await desk.next(ANNE)).toEqual({ kind: "wait", reason: "cooldown", waitMs: 5_000 });
    expect((await desk.next(BILAL)).kind).toBe("battle");
    clock.now += 5_000;
    await vote(ANNE);
    clock.now += 5_000;
    expect(await desk.next(ANNE)).toMatchObject({ kind: "wait", reason: "daily-cap" });
    expect(desk.progressOf(ANNE)).toEqual({ votes: 2, today: 2, dailyCap: 2 });
    clock.now += 12 * 60 * 60 * 1000;
    expect((await desk.next(ANNE)).kind).toBe("battle");
  });

  it("measures raters with pairs whose better one is known, each once for one rater", async () => {
    const { vote } = openDesk({ attention: [makeAttention()], attentionShare: 1 });
    const measured = await vote(ANNE);
    expect(measured).toMatchObject({ expected: "a", a: { model: "the task's own solution" } });
    expect((await vote(ANNE)).expected).toBeNull();
    expect((await vote(BILAL)).expected).toBe("a");
  });

  it("tells the next match beforehand, and then gives it", async () => {
    const { desk, nextOf, vote } = openDesk();
    const open = await nextOf(ANNE);
    const coming = desk.peek(ANNE);
    expect(coming?.id).not.toBe(open.match.id);
    expect(desk.peek(ANNE)?.id).toBe(coming?.id);
    await vote(ANNE);
    expect((await nextOf(ANNE)).match.id).toBe(coming?.id);
  });

  it("gives a battle that was withdrawn to nobody any more", async () => {
    const { desk, nextOf } = openDesk({ matches: makeMatches("acme/one", "beta/two") });
    desk.withdraw(await nextOf(ANNE));
    expect((await desk.next(ANNE)).kind).toBe("done");
    expect((await desk.next(BILAL)).kind).toBe("done");
  });

  it("does not count the time before the battle, nor that before both apps were there", async () => {
    const { desk, clock, nextOf } = openDesk();
    const casting = { rater: ANNE, ballot: BALLOT };
    const first = await nextOf(ANNE);
    clock.now += 10_000;
    const warm = await desk.cast(first.record.id, { ...casting, readyAt: START - 60_000 });
    expect(warm.dwellMs).toBe(10_000);
    const second = await nextOf(ANNE);
    clock.now += 10_000;
    const slow = await desk.cast(second.record.id, { ...casting, readyAt: clock.now - 4_000 });
    expect(slow.dwellMs).toBe(4_000);
  });

  it("gives what somebody left behind to others, after an hour", async () => {
    const { clock, nextOf } = openDesk({
      matches: makeMatches("acme/one", "beta/two", "gamma/three").slice(0, 2),
    });
    const left = await nextOf(ANNE);
    const other = await nextOf(BILAL);
    expect(other.match.id).not.toBe(left.match.id);
    clock.now += 61 * 60_000;
    const given = await Promise.all(
      Array.from({ length: 20 }, (_, n) => nextOf({ id: `rater ${n}`, origin: null })),
    );
    expect(new Set(given.map(({ match }) => match.id)).size).toBe(2);
  });

  it("shows no battle that the disk did not take, and gives two tabs the same one", async () => {
    let isFull = true;
    const { desk } = openDesk({
      keepBattle: async () => {
        if (isFull) throw new Error("no space left on device");
      },
    });
    await expect(desk.next(ANNE)).rejects.toThrow("no space left");
    await expect(desk.next(ANNE)).rejects.toThrow("no space left");
    isFull = false;
    const [one, two] = await Promise.all([desk.next(ANNE), desk.next(ANNE)]);
    expect(one).toEqual(two);
  });

  it("shows either app first about equally often", async () => {
    const models = Array.from({ length: 15 }, (_, index) => `m/${index}`);
    const { vote } = openDesk({ matches: makeMatches(...models) });
    let first = 0;
    for (let n = 0; n < 100; n += 1) if ((await vote(ANNE)).left === "a") first += 1;
    expect(first).toBeGreaterThan(35);
    expect(first).toBeLessThan(65);
  });
});
