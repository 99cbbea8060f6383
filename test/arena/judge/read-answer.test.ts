import { describe, expect, it } from "vitest";
import { readAnswers, readChecklist, readVerdict } from "../../../src/arena/judge/read-answer.ts";

const CHECKLIST = [
  { id: "adds", text: "An expense can be added." },
  { id: "total", text: "A total is shown." },
];
const SHOWN = new Set(["S1", "N1", "N12", "L1"]);
const read = (answers: unknown) => readAnswers(JSON.stringify({ answers }), CHECKLIST, SHOWN);

describe("a judge's answers to a checklist", () => {
  it("count where they point to something that was shown", () => {
    const answers = [
      { id: "total", answer: "fail", evidence: "[n12]: the total" },
      { id: "adds", answer: "pass", evidence: "S1" },
    ];
    expect(read(answers)).toEqual([
      { item: "adds", answer: "pass", evidence: "S1" },
      { item: "total", answer: "fail", evidence: "N12" },
    ]);
  });

  it.each([
    ["to nothing", null],
    ["to what was not shown", "N13"],
    ["to a longer name", "N120"],
    ["to words", "the heading"],
    ["by a number", 12],
  ])("are cannot_tell where they point %s", (_, evidence) => {
    expect(read([{ id: "adds", answer: "pass", evidence }])?.[0]).toEqual({
      item: "adds",
      answer: "cannot_tell",
      evidence: null,
    });
  });

  it("are cannot_tell for items that they leave out, and for words of their own", () => {
    expect(read([{ id: "adds", answer: "10/10", evidence: "N1" }])?.map(({ answer }) => answer)).toEqual([
      "cannot_tell",
      "cannot_tell",
    ]);
  });

  it("are found behind thoughts and inside of fences, or not at all", () => {
    const json = JSON.stringify({ answers: [{ id: "adds", answer: "pass", evidence: "L1" }] });
    const text = `I look at {the log} first.\n\`\`\`json\n${json}\n\`\`\``;
    expect(readAnswers(text, CHECKLIST, SHOWN)?.[0]?.answer).toBe("pass");
    expect(readAnswers("all of them pass", CHECKLIST, SHOWN)).toBeNull();
    expect(readAnswers('{"answers": "all pass"}', CHECKLIST, SHOWN)).toBeNull();
  });
});

describe("a judge's verdict", () => {
  it("is one of four words", () => {
    expect(readVerdict('{"better": "both_bad"}')).toBe("both_bad");
    expect(readVerdict('{"better": "A"}')).toBeNull();
    expect(readVerdict("first")).toBeNull();
    expect(readVerdict('{"better": "first"')).toBeNull();
  });
});

describe("a checklist that a judge wrote", () => {
  it("has items with names that files can have", () => {
    const items = [{ id: "Adds An Expense!", text: " It can be added. " }];
    expect(readChecklist(JSON.stringify({ items }))).toEqual([
      { id: "adds-an-expense", text: "It can be added." },
    ]);
  });

  it("is none where two items have one name, or there is no item", () => {
    const item = { id: "adds", text: "x" };
    expect(readChecklist(JSON.stringify({ items: [item, item] }))).toBeNull();
    expect(readChecklist('{"items": []}')).toBeNull();
    expect(readChecklist("1. It can be added.")).toBeNull();
  });
});
