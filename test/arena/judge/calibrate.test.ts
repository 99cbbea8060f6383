import { describe, expect, it } from "vitest";
import { calibrate, type JudgeRecord, type SeenPair } from "../../../src/arena/judge/calibrate.ts";
import type { ItemAnswer, Said } from "../../../src/core/judgement.ts";
import type { Choice, Vote } from "../../../src/core/vote.ts";
import { DEFAULT_RULES } from "../../../src/arena/weigh-votes.ts";
import { createRandom } from "../../../src/stats/random.ts";

interface App {
  readonly id: string;
  readonly quality: number;
  readonly bytes: number;
}

/** What a judge says of two apps. */
type Judge = (first: App, second: App) => Said;

const honest: Judge = (first, second) =>
  first.quality === second.quality ? "tie" : first.quality > second.quality ? "first" : "second";

/** Apps whose length says nothing of how good they are. */
function makePairs(count: number): [App, App][] {
  const random = createRandom(7);
  const toApp = (id: string): App => ({ id, quality: random(), bytes: Math.floor(random() * 100_000) + 1 });
  return Array.from({ length: count }, (_, n) => [toApp(`a${n}`), toApp(`b${n}`)]);
}

const see = (pairs: readonly [App, App][], judge: Judge): SeenPair[] =>
  pairs.map(([a, b]) => ({
    a: a.id,
    b: b.id,
    bytes: { a: a.bytes, b: b.bytes },
    forward: { said: judge(a, b) },
    backward: { said: judge(b, a) },
  }));

function vote(pair: readonly [string, string], overall: Choice, changes: Partial<Vote> = {}): Vote {
  const contestant = (workspace: string): Vote["a"] => ({
    model: `model of ${workspace[0]}`,
    organisation: null,
    run: "run",
    trial: workspace,
    workspace,
    bytes: null,
  });
  return {
    schema: 1,
    id: `${pair.join()} ${overall} ${changes.rater?.id ?? ""}`,
    at: "2026-02-03T04:05:06.000Z",
    suite: null,
    task: "a-task",
    taskHash: null,
    category: null,
    language: null,
    a: contestant(pair[0]),
    b: contestant(pair[1]),
    left: "a",
    choices: { overall, function: null, usability: null, fidelity: null },
    note: null,
    rater: { id: "somebody", origin: null, kind: "person", organisation: null },
    dwellMs: null,
    opened: null,
    used: null,
    expected: null,
    ...changes,
  };
}

const person = (id: string): Partial<Vote> => ({
  rater: { id, origin: null, kind: "person", organisation: null },
});

const peopleOf = (pairs: readonly [App, App][]): Vote[] =>
  pairs.map(([a, b], n) => vote([a.id, b.id], a.quality > b.quality ? "a" : "b", person(`p${n % 7}`)));

const record = (pairs: readonly SeenPair[], more: Partial<JudgeRecord> = {}): JudgeRecord => ({
  pairs,
  answers: [],
  canaries: { items: [], pairs: [] },
  calls: { unreadable: 0, of: pairs.length * 2 },
  ...more,
});

const answers = (...said: readonly ItemAnswer["answer"][]): ItemAnswer[] =>
  said.map((answer, n) => ({ item: `item-${n}`, answer, evidence: answer === "cannot_tell" ? null : "N1" }));

describe("a judge's own figures", () => {
  const pairs = makePairs(80);

  it("clear one that is honest", () => {
    const figures = calibrate(record(see(pairs, honest)), { votes: peopleOf(pairs), seed: 1 });
    expect(figures).toMatchObject({
      status: "calibrated",
      pairs: 80,
      sharedPairs: 80,
      kappa: { value: 1 },
      alpha: { value: 1 },
      truePositives: { value: 1 },
      falsePositives: { value: 0 },
      flips: { value: 0, of: 80 },
      first: { value: 0.5, of: 80 },
    });
    expect(figures.longer.interval!.lower).toBeLessThan(0.5);
    expect(figures.longer.interval!.upper).toBeGreaterThan(0.5);
    expect(figures.flips.interval).toMatchObject({ method: "wilson", lower: 0 });
  });

  it("show one that prefers what stands first", () => {
    const random = createRandom(3);
    const biased: Judge = (first, second) => (random() < 0.7 ? "first" : honest(first, second));
    const figures = calibrate(record(see(pairs, biased)), { votes: peopleOf(pairs), seed: 1 });
    expect(figures.first.interval!.lower).toBeGreaterThan(0.6);
    expect(figures.flips.value).toBeGreaterThan(0.5);
    expect(figures.kappa.value).toBeLessThan(0.5);
    expect(figures.kappa.interval!.upper).toBeLessThan(0.7);
  });

  it("show one that prefers what is longer, in either order", () => {
    const biased: Judge = (first, second) => (first.bytes > second.bytes ? "first" : "second");
    const figures = calibrate(record(see(pairs, biased)), { votes: peopleOf(pairs), seed: 1 });
    expect(figures.longer).toMatchObject({ value: 1, of: 80 });
    expect(figures.longer.interval!.lower).toBeGreaterThan(0.9);
    expect(figures).toMatchObject({ flips: { value: 0 }, first: { value: 0.5 } });
    expect(figures.kappa.interval!.lower).toBeLessThan(0.1);
  });

  it("count what it cannot tell, and answers that nobody can read as ties", () => {
    const seen = see(pairs.slice(0, 4), () => "unreadable");
    const figures = calibrate(
      record(seen, {
        answers: [answers("pass", "cannot_tell"), answers("fail", "cannot_tell")],
        calls: { unreadable: 8, of: 10 },
      }),
      { votes: [], seed: 1 },
    );
    expect(figures).toMatchObject({
      cannotTell: { count: 2, of: 4 },
      unreadable: { value: 0.8 },
      flips: { value: 0 },
      first: { value: null, of: 0, interval: null },
      kappa: { value: null, interval: null },
      truePositives: { value: null },
    });
  });
});

describe("agreement with people", () => {
  it("is called uncalibrated below fifty pairs that both judged", () => {
    const pairs = makePairs(60);
    const status = (shared: number) =>
      calibrate(record(see(pairs, honest)), { votes: peopleOf(pairs.slice(0, shared)), seed: 1 }).status;
    expect(status(49)).toBe("uncalibrated");
    expect(status(50)).toBe("calibrated");
    expect(calibrate(record([]), { votes: [], seed: 1 })).toMatchObject({
      status: "uncalibrated",
      sharedPairs: 0,
    });
  });

  it("counts as many votes of one rater on one day as their arena promised", () => {
    const pairs = makePairs(150);
    const one = peopleOf(pairs).map((cast) => ({ ...cast, ...person("p") }));
    const shared = (cap: number | null) =>
      calibrate(record(see(pairs, honest)), {
        votes: one,
        rules: { ...DEFAULT_RULES, capOf: () => cap },
        seed: 1,
      }).sharedPairs;
    expect(shared(null)).toBe(DEFAULT_RULES.dailyCap);
    expect(shared(300)).toBe(150);
  });

  it("is with what most of them said, whichever app they call a", () => {
    const seen: SeenPair[] = [
      {
        a: "a1",
        b: "b1",
        bytes: { a: null, b: null },
        forward: { said: "first" },
        backward: { said: "second" },
      },
    ];
    const agrees = (votes: readonly Vote[]) => calibrate(record(seen), { votes, seed: 1 }).truePositives;
    const one = vote(["a1", "b1"], "a", person("p1"));
    const turned = vote(["b1", "a1"], "b", person("p2"));
    const other = vote(["a1", "b1"], "b", person("p3"));
    expect(agrees([one])).toMatchObject({ count: 1, of: 1 });
    expect(agrees([turned])).toMatchObject({ count: 1, of: 1 });
    expect(agrees([one, turned, other])).toMatchObject({ count: 1, of: 1 });
    // As many for as against: they prefer neither.
    expect(agrees([one, other])).toMatchObject({ of: 0 });
  });

  it("is that of two raters, the judge and the majority, beside people's own", () => {
    const pairs = makePairs(60);
    const votes = pairs.flatMap(([a, b]) =>
      Array.from({ length: 10 }, (_, n) =>
        vote([a.id, b.id], a.quality > b.quality ? "a" : "b", person(`p${n}`)),
      ),
    );
    const wrong: Judge = (first, second) => (first.quality > second.quality ? "second" : "first");
    const figures = calibrate(record(see(pairs, wrong)), { votes, seed: 1 });
    expect(figures.sharedPairs).toBe(60);
    // Ten unanimous people make no judge right.
    expect(figures.alpha.value).toBeLessThan(-0.9);
    expect(figures.alpha.of).toBe(60);
    expect(figures.peopleAlpha).toMatchObject({ value: 1, of: 60 });
  });

  it("has no ceiling where nobody judged what another one did, and a low one where people disagree", () => {
    const pairs = makePairs(60);
    const alone = calibrate(record(see(pairs, honest)), { votes: peopleOf(pairs), seed: 1 });
    expect(alone.peopleAlpha).toEqual({ value: null, interval: null, of: 0 });
    const votes = pairs.flatMap(([a, b], n) => [
      vote([a.id, b.id], n % 2 === 0 ? "a" : "b", person("p1")),
      vote([a.id, b.id], n % 3 === 0 ? "a" : "b", person("p2")),
    ]);
    const { peopleAlpha } = calibrate(record(see(pairs, honest)), { votes, seed: 1 });
    expect(peopleAlpha.of).toBe(60);
    expect(peopleAlpha.value).toBeLessThan(0.3);
  });

  it("leaves out votes of models, and of people that no table counts", () => {
    const pairs = makePairs(3);
    const votes = [
      ...peopleOf(pairs).map((one) => ({ ...one, rater: { ...one.rater, kind: "model" as const } })),
      vote([pairs[0]![0].id, pairs[0]![1].id], "a", { ...person("quick"), dwellMs: 10 }),
      vote([pairs[1]![0].id, pairs[1]![1].id], "a", { ...person("tested"), expected: "a" }),
    ];
    expect(calibrate(record(see(pairs, honest)), { votes, seed: 1 }).sharedPairs).toBe(0);
  });

  it("is the same for the same votes", () => {
    const pairs = makePairs(60);
    const figures = () => calibrate(record(see(pairs, honest)), { votes: peopleOf(pairs), seed: 1 });
    expect(figures()).toEqual(figures());
  });
});
