import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { type Certificate, CertificateSchema } from "../../../src/core/certificate.ts";
import { buildoff, startBuildoff } from "../../support/buildoff.ts";
import {
  COUNTS,
  counterProof,
  counterTask,
  KEEPS,
  SOLUTION,
  writeCounterSuite,
} from "../../support/counter-suite.ts";
import { describeDocker } from "../../support/needs.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../../support/temporary.ts";

const read = async (folder: string, task: string): Promise<Certificate> =>
  CertificateSchema.parse(JSON.parse(await readFile(join(folder, "certificates", `${task}.json`), "utf8")));

const told = ({ findings }: Certificate): string[] =>
  findings.map(({ code, subject }) => `${code}: ${subject}`);

/** Shows the number right away or never, as the millisecond wills. */
const UNSTEADY = SOLUTION.replace(
  "show();\n    </script>",
  "if (Date.now() % 2 === 0) show();\n    </script>",
);

describeDocker("buildoff check, of tasks that are not as they should be", async () => {
  const folder = await makeSuiteFolder();
  let checked: Awaited<ReturnType<typeof buildoff>>;
  beforeAll(async () => {
    const starter = { "starter/index.html": "<!doctype html><title>Counter</title>\n" };
    const loadsOnly = { id: "loads", steps: [{ goto: "/" }, { expect: { title: { regex: "^" } } }] };
    const zero = {
      id: "shows-zero",
      steps: [{ goto: "/" }, { expect: { testId: "count", text: "0", timeout: "200ms" } }],
    };
    const total = { id: "counts", steps: [...COUNTS.steps, { expect: { testId: "grand-total" } }] };
    await writeCounterSuite(folder, [
      { task: counterTask("good"), files: counterProof() },
      {
        task: counterTask("leaking", { starter: "starter" }),
        files: counterProof({ ...starter, "starter/notes.txt": SOLUTION }),
      },
      {
        task: counterTask("always-passing", { starter: "starter", checks: [COUNTS, KEEPS, loadsOnly] }),
        files: counterProof({
          ...starter,
          "mutants/loads.without-title/index.html": SOLUTION.replace(/<title>.*<\/title>/, ""),
        }),
      },
      {
        task: counterTask("flaky", { checks: [COUNTS, KEEPS, zero] }),
        files: counterProof({
          "solution/index.html": UNSTEADY,
          "mutants/shows-zero.empty/index.html": "<!doctype html>",
        }),
      },
      { task: counterTask("hurried", { limits: { files: 1 } }), files: counterProof() },
      {
        task: counterTask("ambiguous", { checks: [total, KEEPS] }),
        files: counterProof({ "alternatives/delegated/index.html": null }),
      },
    ]);
    const once = ["good", "leaking", "always-passing", "hurried", "ambiguous"].map((id) => join(folder, id));
    checked = await buildoff(["check", ...once, "--repeat", "1"]);
  });

  it("admits the good one, and exits with 1 for the others", async () => {
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toMatch(
      /good .*1\.0 ×1 .*1\.0 ×1 .*passes nothing .*2\/2 killed .*7\/7 refused .*2\/2 demanding .*admitted/,
    );
    expect(told(await read(folder, "good"))).toEqual([]);
  });

  it("finds the solution among what the agent is given", async () => {
    expect(told(await read(folder, "leaking"))).toEqual(["leak: index.html"]);
    expect(checked.stdout).toContain("a passage of the solution (index.html) stands in notes.txt");
  });

  it("finds a check that always passes: nothing fails it, not even what it starts from", async () => {
    expect(told(await read(folder, "always-passing"))).toEqual([
      "passes-untouched: loads",
      "mutant-survives: mutants/loads.without-title",
      "undemanding: loads",
    ]);
  });

  it("names a check that passes now and then", async () => {
    const { stdout } = await buildoff(["check", join(folder, "flaky"), "--repeat", "12"]);
    const { findings } = await read(folder, "flaky");
    expect(findings.map(({ code, subject }) => `${code}: ${subject}`)).toContain("flaky: shows-zero");
    expect(stdout).toMatch(/flaky: shows-zero: passed \d+ of 12 times on the same workspace/);
  });

  it("finds a limit that the solution all but meets", async () => {
    expect(told(await read(folder, "hurried"))).toEqual(["tight-limit: files"]);
    expect(checked.stdout).toContain(
      "tight limit: files: the solution uses 1 of 1; give at least twice as much",
    );
  });

  it("finds what the prompt does not state, and what the proof lacks", async () => {
    expect(told(await read(folder, "ambiguous"))).toEqual([
      "unstated: counts",
      "no-alternative: alternatives",
      "solution-fails: solution",
    ]);
    expect(checked.stdout).toContain('relies on the test id "grand-total", which the prompt does not state');
  });
});

describeDocker("buildoff check, of what was checked before", () => {
  it("grades what changed and nothing else, from wherever it was interrupted", async () => {
    const folder = await makeTemporaryFolder();
    const task = counterTask("counter");
    await writeCounterSuite(folder, [{ task, files: counterProof() }]);
    const args = ["check", join(folder, "counter"), "--jobs", "1"];

    const started = startBuildoff(args);
    await vi.waitFor(async () => expect((await read(folder, "counter")).exhibits.length).toBeGreaterThan(2), {
      timeout: 600_000,
      interval: 100,
    });
    started.kill("SIGINT");
    expect((await started).exitCode).toBe(130);
    const { status, exhibits } = await read(folder, "counter");
    expect(status).toBe("unfinished");

    const whole = await buildoff(args);
    expect(whole.stdout).toContain(`; ${exhibits.length} were known by their hash`);
    expect(whole.exitCode).toBe(0);
    const certificate = await read(folder, "counter");
    expect(certificate.status).toBe("admitted");

    const again = await buildoff(args);
    expect(again.stdout).toMatch(/graded +0 workspaces in .*; 14 were known by their hash/);
    expect(await read(folder, "counter")).toEqual(certificate);

    const file = join(folder, "counter", "task.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("Build a counter", "Make a counter"));
    await writeFile(join(folder, "counter", "mutants", "keeps.for-the-session", "index.html"), SOLUTION);
    const changed = await buildoff(args);
    expect(changed.stdout).toMatch(/graded +1 workspaces in .*; 13 were known by their hash/);
    expect(changed.stdout).toContain("mutant survives: mutants/keeps.for-the-session: passes keeps");
    expect(changed.exitCode).toBe(1);
  });
});

it("says which suites and tasks there are where it knows none of the name", async () => {
  const { exitCode, stderr } = await buildoff(["check", "expense-dashbord"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('unknown suite or task "expense-dashbord"');
  expect(stderr).toContain('did you mean "expense-dashboard"?');
});
