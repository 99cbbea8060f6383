import { describe, expect, it } from "vitest";
import { type Action, reduce } from "../../../src/arena/page/session/reduce.ts";
import { START, type State } from "../../../src/arena/page/session/state.ts";
import type { Battle, Next, Reveal } from "../../../src/arena/site/protocol.ts";

const progress = { votes: 4, today: 1, dailyCap: 50 };
const ready = { state: "ready", src: "/apps/x.html" } as const;
const battle: Battle = {
  id: "b1",
  title: "Expenses",
  category: "dashboard",
  turns: ["Build it."],
  language: "en",
  first: ready,
  second: ready,
};
const next: Next = { kind: "battle", battle, progress };
const use = { opened: { first: true, second: false }, used: { first: 2, second: 0 } };
const reveal: Reveal = {
  first: { model: "m", organisation: "o", score: 1 },
  second: { model: "n", organisation: null, score: null },
  attention: null,
  progress: { ...progress, votes: 5, today: 2 },
};
const refusal = { kind: "refused", message: "no" } as const;

const after = (...actions: readonly Action[]): State =>
  actions.reduce((state, action) => reduce(state, action), START);
const begun: readonly Action[] = [{ kind: "next", next, atMs: 0 }];
const chosen: readonly Action[] = [...begun, { kind: "answer", axis: "overall", answer: "second" }];
const sent: readonly Action[] = [...chosen, { kind: "submit", use }];

describe("a rater", () => {
  it("goes from a battle to its reveal, and on to the next", () => {
    expect(after(...begun)).toMatchObject({ at: "battle", battle, progress, refusal: null });
    expect(after(...sent)).toMatchObject({ at: "sending", away: null });
    const revealed = after(...sent, { kind: "revealed", reveal });
    expect(revealed).toMatchObject({ at: "reveal", reveal, progress: { votes: 5 } });
    expect(reduce(revealed, { kind: "ask" })).toEqual(START);
  });

  it("says at least which app is better", () => {
    const draft: readonly Action[] = [
      ...begun,
      { kind: "answer", axis: "usability", answer: "first" },
      { kind: "note", text: "slow" },
    ];
    expect(after(...draft, { kind: "submit", use })).toEqual(after(...draft));
  });

  it("sends the answers, the note and how the apps were used", () => {
    const state = after(
      ...chosen,
      { kind: "answer", axis: "function", answer: "tie" },
      { kind: "answer", axis: "fidelity", answer: "first" },
      { kind: "answer", axis: "fidelity", answer: null },
      { kind: "note", text: "  slow \n" },
      { kind: "submit", use },
    );
    expect(state).toMatchObject({
      ballot: {
        overall: "second",
        function: "tie",
        usability: null,
        fidelity: null,
        note: "slow",
        ...use,
      },
    });
  });

  it("writes a note of at most a thousand characters, and none of spaces", () => {
    expect(after(...begun, { kind: "note", text: "x".repeat(1_200) })).toMatchObject({
      draft: { note: "x".repeat(1_000) },
    });
    expect(after(...chosen, { kind: "note", text: " \n" }, { kind: "submit", use })).toMatchObject({
      ballot: { note: null },
    });
  });

  it("waits where the server says so, until then and no longer", () => {
    const wait: Next = { kind: "wait", reason: "cooldown", waitMs: 5_000, progress };
    const waiting = after({ kind: "next", next: wait, atMs: 1_000 });
    expect(waiting).toEqual({ at: "waiting", reason: "cooldown", untilMs: 6_000, progress });
    expect(reduce(waiting, { kind: "ask" })).toEqual(START);
  });

  it("is told that all is judged, and may ask again", () => {
    const done = after({ kind: "next", next: { kind: "done", progress }, atMs: 0 });
    expect(done).toEqual({ at: "done", progress });
    expect(reduce(done, { kind: "ask" })).toEqual(START);
  });

  it("gets another battle where an app of this one cannot be shown, but not while a vote is on its way", () => {
    expect(after(...chosen, { kind: "lost" })).toEqual(START);
    expect(after(...sent, { kind: "lost" })).toEqual(after(...sent));
  });
});

describe("while the server is away", () => {
  it("nothing is lost, and the waits grow to twenty seconds", () => {
    let state = after(...sent);
    const waits: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      state = reduce(state, { kind: "away", atMs: 100 });
      waits.push((state as Extract<State, { at: "sending" }>).away!.retryAtMs - 100);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(state).toMatchObject({ at: "sending", draft: { answers: { overall: "second" } }, battle });
    expect(reduce(state, { kind: "revealed", reveal }).at).toBe("reveal");
  });

  it("one need not wait for the next try", () => {
    const away = after({ kind: "away", atMs: 0 });
    expect(away).toMatchObject({ at: "loading", away: { failures: 1, retryAtMs: 1_000 } });
    expect(reduce(away, { kind: "retry", atMs: 10 })).toMatchObject({ away: { failures: 1, retryAtMs: 10 } });
    expect(reduce(START, { kind: "retry", atMs: 10 })).toBe(START);
  });

  it("what is sent does not change any more", () => {
    const state = after(...sent);
    const changes: readonly Action[] = [
      { kind: "answer", axis: "overall", answer: "first" },
      { kind: "note", text: "late" },
      { kind: "submit", use },
      { kind: "ask" },
    ];
    for (const change of changes) expect(reduce(state, change)).toBe(state);
  });
});

describe("where the server refuses", () => {
  it("a vote, the answers are there still, and one may send them again or go on", () => {
    const refused = after(...sent, { kind: "refused", refusal });
    expect(refused).toMatchObject({ at: "battle", refusal, draft: { answers: { overall: "second" } } });
    expect(reduce(refused, { kind: "submit", use }).at).toBe("sending");
    expect(reduce(refused, { kind: "ask" })).toEqual(START);
  });

  it("a battle, only the rater asks again", () => {
    const refused = after({ kind: "refused", refusal });
    expect(refused).toEqual({ at: "loading", away: null, refusal });
    expect(reduce(refused, { kind: "ask" })).toEqual(START);
  });
});

it("a battle is not left without a vote, and nothing late changes where one is", () => {
  const state = after(...chosen);
  const late: readonly Action[] = [
    { kind: "ask" },
    { kind: "next", next, atMs: 9 },
    { kind: "revealed", reveal },
    { kind: "away", atMs: 9 },
    { kind: "refused", refusal },
  ];
  for (const action of late) expect(reduce(state, action)).toBe(state);
});
