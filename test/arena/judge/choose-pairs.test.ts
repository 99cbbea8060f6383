import { describe, expect, it } from "vitest";
import { choosePairs, type JudgedApp, listPairs, pairKey } from "../../../src/arena/judge/choose-pairs.ts";
import { sha256 } from "../../../src/loader/digest.ts";

function makeApp(task: string, model: string, changes: Partial<JudgedApp["contestant"]> = {}): JudgedApp {
  return {
    question: {
      suite: "demo",
      task,
      taskHash: "hash",
      title: task,
      category: "game",
      language: "en",
      seed: 0,
      turns: ["Build it."],
    },
    contestant: {
      model,
      organisation: null,
      run: "run",
      trial: `${task} ${model}`,
      workspace: sha256(`${task} ${model}`),
      bytes: 1,
      ...changes,
    },
    material: async () => ({ files: [], logs: [], pictures: [] }),
  };
}

const TASKS = ["one", "two", "three"];
const apps = TASKS.flatMap((task) =>
  ["alpha", "beta", "gamma", "delta"].map((model) => makeApp(task, model)),
);
const choose = (most: number, judged: readonly string[] = []) =>
  choosePairs(listPairs(apps), { most, judged: new Set(judged), sha256 });
const nameOf = ({ a, b }: { readonly a: JudgedApp; readonly b: JudgedApp }): string =>
  `${a.question.task}: ${[a.contestant.model, b.contestant.model].toSorted().join(" ")}`;

describe("pairs for a judge", () => {
  it("are of one task and of two models, and of two apps that differ", () => {
    expect(listPairs(apps)).toHaveLength(18);
    const same = makeApp("one", "epsilon", { workspace: apps[0]!.contestant.workspace });
    expect(listPairs([apps[0]!, same])).toEqual([]);
    expect(listPairs([apps[0]!, makeApp("one", "alpha", { workspace: "f".repeat(64) })])).toEqual([]);
    const urdu = { ...makeApp("one", "beta"), question: { ...apps[0]!.question, language: "ur" } };
    expect(listPairs([apps[0]!, urdu])).toEqual([]);
    expect(listPairs([])).toEqual([]);
  });

  it("have the same one first, whichever way they were found", () => {
    expect(listPairs(apps.toReversed()).map(nameOf).toSorted()).toEqual(
      listPairs(apps).map(nameOf).toSorted(),
    );
    expect(listPairs(apps).every(({ a, b }) => a.contestant.workspace < b.contestant.workspace)).toBe(true);
  });

  it("are spread over tasks and models where not all are judged", () => {
    const chosen = choose(6);
    expect(new Set(chosen.map(({ a }) => a.question.task))).toEqual(new Set(TASKS));
    expect(new Set(chosen.flatMap(({ a, b }) => [a.contestant.model, b.contestant.model])).size).toBe(4);
    expect(choose(6).map(nameOf)).toEqual(chosen.map(nameOf));
    expect(choose(100)).toHaveLength(18);
  });

  it("are first those that people judged", () => {
    const last = choose(18).at(-1)!;
    const key = pairKey(last.b.contestant.workspace, last.a.contestant.workspace);
    expect(nameOf(choose(1, [key])[0]!)).toBe(nameOf(last));
  });
});
