import { describe, expect, it } from "vitest";
import { describeRun } from "../../../src/report/viewer/pages/overview/verdict.ts";
import type { SummaryIndex } from "../../../src/report/model/report-index.ts";
import { estimate, makeSummaryIndex, type Standing } from "./make-index.ts";

const gpt: Standing = { agent: "codex", model: "openai/gpt-5", passRate: estimate(0.78, 0.64, 0.88) };
const claude: Standing = { model: "anthropic/claude", passRate: estimate(0.7, 0.55, 0.82) };
const small: Standing = { model: "local/small", passRate: estimate(0.2, 0.1, 0.35) };
const oracle: Standing = { agent: "oracle", model: null, passRate: estimate(1, 0.76, 1) };

const tell = async (standings: readonly Standing[], changes: Partial<SummaryIndex> = {}): Promise<string> =>
  describeRun(await makeSummaryIndex(standings, changes));

describe("the verdict of a run", () => {
  it("names who stands highest, and whose range overlaps", async () => {
    expect(await tell([small, claude, gpt, oracle], { scored: 32 })).toBe(
      "codex openai/gpt-5 has the highest pass rate, 78 % (64–88 %), but its range overlaps with that of loop anthropic/claude, which may be as good; 4 of 36 trials could not be scored.",
    );
  });

  it("claims a difference only where no range overlaps", async () => {
    expect(await tell([gpt, small])).toBe(
      "codex openai/gpt-5 leads with a pass rate of 78 % (64–88 %), and its range lies wholly above that of loop local/small.",
    );
  });

  it("counts ranges that only touch as overlapping", async () => {
    const touching: Standing = { model: "b/two", passRate: estimate(0.5, 0.4, 0.64) };
    expect(await tell([gpt, touching])).toContain("overlaps with that of loop b/two");
  });

  it("says so where all overlap", async () => {
    const other: Standing = { model: "b/two", passRate: estimate(0.5, 0.4, 0.7) };
    expect(await tell([gpt, claude, other])).toContain(
      "codex openai/gpt-5 has the highest pass rate, 78 % (64–88 %), but its range overlaps with those of both others: any of them may be as good.",
    );
  });

  it("does not call anybody first where two are level", async () => {
    const twin: Standing = { model: "b/two", passRate: estimate(0.78, 0.6, 0.9) };
    expect(await tell([gpt, twin])).toBe(
      "codex openai/gpt-5 and loop b/two are level at the top, with a pass rate of 78 %.",
    );
  });

  it("claims nothing without an interval, of the first or of another", async () => {
    expect(await tell([{ ...gpt, passRate: estimate(0.78) }, small])).toContain(
      "but too little was scored to say how sure that is",
    );
    expect(await tell([gpt, { ...small, passRate: estimate(0.2) }])).toContain(
      "but too little was scored to say how sure the figure of loop local/small is",
    );
  });

  it("takes the suite's own metric", async () => {
    const summary = await makeSummaryIndex([gpt], { headline: "score" });
    const [group] = summary.groups;
    const scored = { ...summary, groups: [{ ...group!, score: estimate(0.5, 0.4, 0.6) }] };
    expect(describeRun(scored)).toBe(
      "codex openai/gpt-5 has a score of 50 % (40–60 %) over 12 scored trials.",
    );
  });

  it("has words for one configuration, for references alone and for models without a score", async () => {
    expect(await tell([gpt, oracle])).toBe(
      "codex openai/gpt-5 has a pass rate of 78 % (64–88 %) over 12 scored trials.",
    );
    expect(await tell([oracle])).toBe(
      "No model was tested: the reference oracle has a pass rate of 100 % (76–100 %).",
    );
    expect(await tell([{ ...gpt, passRate: estimate(null) }, oracle], { scored: 12 })).toBe(
      "No trial of a model could be scored, only those of references; 24 of 36 trials could not be scored.",
    );
    expect(await tell([gpt, { ...small, passRate: estimate(null) }])).toContain("alone could be scored");
  });

  it("says how far an unfinished run has come", async () => {
    expect(await tell([gpt], { finished: 21, scored: 21 })).toMatch(
      /^So far \(21 of 36 trials have ended\): /,
    );
    expect(await tell([], { finished: 0, scored: 0 })).toBe("None of the 36 trials has ended yet.");
    expect(await tell([], { planned: 0, finished: 0, scored: 0 })).toBe("The run has no trials.");
  });

  it("says that nothing was scored, and that too much was lost", async () => {
    expect(await tell([], { scored: 0, infraErrors: 36 })).toBe(
      "Nothing could be scored: 36 of 36 trials ended, all by an infrastructure error or cancelled.",
    );
    expect(await tell([gpt], { scored: 28, infraErrors: 8 })).toContain(
      "; 8 of 36 trials were lost to the infrastructure, too many to trust the figures.",
    );
  });
});
