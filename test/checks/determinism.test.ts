import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckReport } from "../../src/core/checker.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import { page } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";

const app = page(
  `<h1 id="clock"></h1><div class="ball"></div><p data-testid="dice"></p><input autofocus aria-label="Name">
   <script>
     setInterval(() => (clock.textContent = new Date().toISOString()), 20);
     document.querySelector("[data-testid=dice]").textContent = Math.random();
     console.error("late " + location.href);
   </script>`,
  `<style>.ball{width:40px;height:40px;background:#c00;animation:move 1s infinite alternate}@keyframes move{to{transform:translateX(300px) rotate(90deg)}}</style>`,
);

/** The same requirement ten times, each in a context of its own. */
const REPEATS = 10;
const steps = [
  { goto: "/" },
  { name: "opened", expect: { role: "heading", text: { contains: "12:00:00" } } },
  { fill: { label: "Name", value: "Zoë" } },
  { expect: { testId: "dice", text: "1", timeout: "100ms" } },
];

describe("a verdict repeats to the byte", () => {
  let provider: SandboxProvider;
  let reports: readonly CheckReport[];

  beforeAll(async () => {
    provider = await openProvider();
    const repeat = (prefix: string, check: object) =>
      Array.from({ length: REPEATS }, (_, n) => ({ id: `${prefix}-${n}`, ...check }));
    const checks = parseChecks(
      ...repeat("fixed", { clock: "fixed", steps }),
      { id: "console", console: { path: "/" } },
      { id: "axe", axe: { impact: "minor" } },
    );
    // Two checkers, two browsers, two ports.
    const first = await runOn(provider, { "/": app }, checks, { timeoutMs: 400_000 });
    reports = [first, await runOn(provider, { "/": app }, checks, { timeoutMs: 400_000 })];
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it("in all its texts, over twenty repeats", () => {
    const evidence = reports.flatMap(({ verdicts }) =>
      verdicts.filter(({ id }) => id.startsWith("fixed")).map((verdict) => JSON.stringify(verdict.evidence)),
    );
    expect(evidence).toHaveLength(2 * REPEATS);
    expect([...new Set(evidence)]).toEqual([
      JSON.stringify({
        message: "expected dice 1, found 0.6270739405881613, after fill field Name with Zoë",
        step: 'expect: { testId: dice, text: "1", timeout: 100ms }',
        expected: "1",
        actual: "0.6270739405881613",
        parts: [],
      }),
    ]);
    const [first, second] = reports.map(({ verdicts }) => JSON.stringify(verdicts));
    expect(first).toBe(second);
  });

  it("in its pictures, of an app with a clock and an animation", () => {
    for (const name of ["opened", "failure"]) {
      const pictures = reports.flatMap(({ screenshots }) =>
        screenshots
          .filter((shot) => shot.name === name)
          .map(({ png }) => Buffer.from(png).toString("base64")),
      );
      expect(pictures).toHaveLength(2 * REPEATS);
      expect(new Set(pictures).size).toBe(1);
    }
  });
});
