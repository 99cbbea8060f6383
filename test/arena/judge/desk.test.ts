import { describe, expect, it } from "vitest";
import { createJudgeDesk, type DeskOptions } from "../../../src/arena/judge/desk.ts";
import { hashPrompts, toVerdictCall } from "../../../src/arena/judge/prompts.ts";
import { readVerdict } from "../../../src/arena/judge/read-answer.ts";
import { joinOrders, toChoice } from "../../../src/arena/judge/to-votes.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../../src/core/identity.ts";
import { type Judgement, JudgementSchema, type Said } from "../../../src/core/judgement.ts";
import { sha256 } from "../../../src/loader/digest.ts";

const QUESTION = {
  suite: "demo",
  task: "a-task",
  taskHash: "hash",
  title: "A task",
  category: "game",
  language: "en",
  seed: 0,
  turns: ["Build it."],
};
const EVIDENCE = { lines: [{ id: "N1", text: "<p> x" }], logs: [], pictures: [], hash: "x" };

function openDesk(answers: readonly (string | null)[], changes: Partial<DeskOptions> = {}) {
  const left = [...answers];
  const kept: Judgement[] = [];
  const texts: string[] = [];
  const desk = createJudgeDesk({
    identity: {
      model: "acme/zephyr",
      weights: null,
      quantisation: null,
      generation: PROVIDER_DEFAULT_GENERATION,
      promptHash: hashPrompts(sha256),
    },
    ask: async ({ text }) => {
      texts.push(text);
      const answer = left.shift() ?? null;
      return answer === null ? null : { text: answer, answered: "zephyr-2026" };
    },
    known: [],
    keep: async (judgement) => void kept.push(judgement),
    sha256,
    now: () => Date.parse("2026-11-02T03:04:05.000Z"),
    newCode: () => `code${texts.length}`,
    ...changes,
  });
  const compare = (depends: unknown = "these two", turns = QUESTION.turns) =>
    desk.judge<"verdict", Said>({
      kind: "verdict",
      question: { ...QUESTION, turns },
      depends,
      toCall: (code) => toVerdictCall(turns, { first: EVIDENCE, second: EVIDENCE, code }),
      read: readVerdict,
      toBody: (said) => ({
        first: "f",
        second: "s",
        canary: null,
        planted: null,
        isAgain: false,
        said: said ?? "unreadable",
      }),
    });
  return { desk, compare, kept, texts };
}

const SECOND = '{"better": "second"}';

describe("a judge's desk", () => {
  it("keeps what was said before it tells it, as a line that can be read again", async () => {
    const { compare, kept } = openDesk([SECOND]);
    const judgement = await compare();
    expect(judgement).toMatchObject({ said: "second", answered: "zephyr-2026", task: "a-task" });
    expect(JudgementSchema.parse(JSON.parse(JSON.stringify(kept[0])))).toEqual(judgement);
  });

  it("asks nothing twice, and knows what was said at another time", async () => {
    const first = openDesk([SECOND]);
    await first.compare();
    expect(await first.compare()).toMatchObject({ said: "second" });
    expect(first.desk.counts()).toEqual({ made: 1, known: 1, missing: 0 });
    const later = openDesk([], { known: first.kept });
    expect(await later.compare()).toMatchObject({ said: "second" });
    expect(later.texts).toEqual([]);
  });

  it.each([
    ["another model", { model: "acme/other" }],
    ["other weights", { weights: "sha256:1" }],
    ["other settings", { generation: { ...PROVIDER_DEFAULT_GENERATION, temperature: 1 } }],
    ["other prompts", { promptHash: "0".repeat(64) }],
  ])("asks again for %s", async (_, changes) => {
    const first = openDesk([SECOND]);
    await first.compare();
    const identity = {
      model: "acme/zephyr",
      weights: null,
      quantisation: null,
      generation: PROVIDER_DEFAULT_GENERATION,
      promptHash: hashPrompts(sha256),
      ...changes,
    };
    const other = openDesk([SECOND], { known: first.kept, identity });
    await other.compare();
    expect(other.texts).toHaveLength(1);
  });

  it("asks again about other apps and another brief", async () => {
    const { compare, texts } = openDesk([SECOND, SECOND, SECOND]);
    await compare();
    await compare("two others");
    await compare("these two", ["Build something else."]);
    expect(texts).toHaveLength(3);
  });

  it("asks once more where nothing can be read, in marks of another code", async () => {
    const { compare, texts, kept } = openDesk(["I like both.", SECOND]);
    expect(await compare()).toMatchObject({ said: "second" });
    expect(texts[0]).toContain("<<<code0\nN1 <p> x");
    expect(texts[1]).toContain("code1>>>");
    expect(kept).toHaveLength(1);
    const silent = openDesk(["I like both.", "Yes."]);
    expect(await silent.compare()).toMatchObject({ said: "unreadable" });
    expect(silent.texts).toHaveLength(2);
  });

  it("keeps nothing of what was not answered any more", async () => {
    const { compare, desk, kept } = openDesk(["I like both.", null]);
    expect(await compare()).toBeNull();
    expect(kept).toEqual([]);
    expect(desk.counts()).toEqual({ made: 0, known: 0, missing: 1 });
  });
});

describe("calls under way at once", () => {
  it("are one where they ask for the same", async () => {
    const { compare, desk, texts, kept } = openDesk([SECOND, SECOND]);
    const [one, other] = await Promise.all([compare(), compare()]);
    expect(other).toEqual(one);
    expect(texts).toHaveLength(1);
    expect(kept).toHaveLength(1);
    expect(desk.counts()).toEqual({ made: 1, known: 1, missing: 0 });
  });

  it("are told alike that there is no answer any more, and are asked for again later", async () => {
    const answers = [null, SECOND];
    const { compare, desk } = openDesk([], {
      ask: async () => {
        const answer = answers.shift() ?? null;
        return answer === null ? null : { text: answer, answered: null };
      },
    });
    expect(await Promise.all([compare(), compare()])).toEqual([null, null]);
    expect(desk.counts()).toEqual({ made: 0, known: 0, missing: 2 });
    expect(await compare()).toMatchObject({ said: "second" });
  });

  it("are kept where another one throws, after which nothing is asked", async () => {
    const slow = Promise.withResolvers<{ text: string; answered: null }>();
    let asked = 0;
    const { compare, kept, desk } = openDesk([], {
      ask: () => {
        asked += 1;
        return asked === 1 ? slow.promise : Promise.reject(new Error("refused"));
      },
    });
    const first = compare("slow");
    await expect(compare("refused")).rejects.toThrow("refused");
    expect(await compare("later")).toBeNull();
    slow.resolve({ text: SECOND, answered: null });
    expect(await first).toMatchObject({ said: "second" });
    expect(kept).toHaveLength(1);
    expect(asked).toBe(2);
    expect(desk.counts()).toEqual({ made: 1, known: 0, missing: 1 });
  });
});

describe("two orders", () => {
  it.each<[Said, Said, string]>([
    ["first", "second", "a"],
    ["second", "first", "b"],
    ["first", "first", "tie"],
    ["second", "second", "tie"],
    ["tie", "tie", "tie"],
    ["both_bad", "both_bad", "both_bad"],
    ["both_bad", "tie", "tie"],
    ["first", "tie", "tie"],
    ["unreadable", "second", "tie"],
  ])("that say %s and %s are one vote: %s", (forward, backward, vote) => {
    expect(joinOrders({ forward: { said: forward }, backward: { said: backward } })).toBe(vote);
  });

  it("name apps, and not places", () => {
    expect(toChoice("first", "b")).toBe("b");
    expect(toChoice("second", "b")).toBe("a");
  });
});
