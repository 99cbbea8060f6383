import { describe, expect, it } from "vitest";
import { page } from "../../src/report/page.ts";
import { makeCheck, makeResult, makeRun, makeTrial, renderWhole } from "../support/results.ts";

const attack = `"><script>alert(1)</script><img src=x onerror=alert(2)>`;

describe("the page of a run", () => {
  const trial = makeTrial("a.k1");
  const lost = makeTrial("b.k1");

  it("says how many passed out of how many were scored, of how many were planned", async () => {
    const text = await renderWhole(
      page,
      makeRun([trial, lost], [makeResult(trial, [makeCheck("one", true)])]),
    );
    expect(text).toContain("1 of 1 scored trials passed; 2 planned, 1 not run");
  });

  it("shows a failed check with its expectation, and the screenshot of it", async () => {
    const failed = makeResult(trial, [makeCheck("total", false, "expected total 12.50, found 0.00")]);
    failed.turns[0]!.screenshots.push({
      check: "total",
      name: "failure",
      file: "screenshots/turn-1/000.total.failure.png",
    });
    const text = await renderWhole(page, makeRun([trial], [failed]));
    expect(text).toContain("expected total 12.50, found 0.00");
    expect(text).toContain('src="trials/a.k1/screenshots/turn-1/000.total.failure.png"');
  });

  it("never counts an infrastructure error as a zero", async () => {
    const outage = makeResult(trial, [], {
      outcome: { kind: "infra-error", code: "engine", message: "gone" },
      turns: [],
      score: null,
      passed: null,
    });
    const text = await renderWhole(page, makeRun([trial], [outage]));
    expect(text).toContain("0 of 0 scored trials passed; 1 planned, 1 could not be scored");
    expect(text).not.toContain("score 0.000");
  });

  it("runs no script, and shows what an agent wrote as text", async () => {
    const hostile = makeResult(trial, [{ ...makeCheck("x", false, attack), title: attack }], {
      outcome: { kind: "agent-error", message: attack },
    });
    const text = await renderWhole(page, makeRun([trial], [hostile]));
    expect(text).not.toContain("<script");
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&lt;script&gt;");
    expect(text).toContain("default-src 'none'");
  });
});
