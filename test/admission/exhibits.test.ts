import { describe, expect, it } from "vitest";
import { layOutProof } from "../../src/admission/exhibits.ts";
import { fingerprint } from "../../src/admission/fingerprint.ts";
import { checkKinds } from "../../src/checks/registry.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { instantiateTask } from "../../src/loader/load-task.ts";
import { COUNTS, KEEPS } from "../support/counter-suite.ts";
import { loadCounter } from "../support/load-counter.ts";

async function layOut(
  members: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
  repeats = 2,
) {
  const loaded = await loadCounter(members, files);
  const proof = await layOutProof({
    loaded,
    instantiate: (seed) => instantiateTask(loaded, seed, checkKinds),
    repeats,
    callsFile: "calls.json",
  });
  return { loaded, ...proof };
}
type Laid = Awaited<ReturnType<typeof layOut>>;

const texts = ({ files }: Laid["exhibits"][number]): string[] =>
  files.map(({ path, content }) => `${path}: ${new TextDecoder().decode(content)}`).toSorted();
const line = ({ kind, name, turn, seed, repeat, asks }: Laid["exhibits"][number]): string =>
  `${kind} ${name} ${turn}/${seed}/${repeat} ${asks.join(",")}`;

describe("the workspaces of a proof", () => {
  it("are the solution turn by turn, what it is held against, and the pack", async () => {
    const { exhibits, strayMutants, idleDeletions } = await layOut(
      {
        turns: [{ prompt: "One" }, { prompt: "Two" }],
        checks: [COUNTS, { ...KEEPS, turn: 2 }],
        starter: "starter",
      },
      {
        "starter/README.md": "start",
        "solution/index.html": "one",
        "solution/a.js": "a",
        "solution/old/b.js": "b",
        "solution/old/c/d.js": "d",
        "solution/older.js": "kept",
        "solution/calls.json": "[1]",
        "solution/turn-2/index.html": "two",
        "solution/turn-2/calls.json": "[2]",
        "alternatives/other/index.html": "other",
        "mutants/keeps.x/.delete": "a.js\r\nold/\nnowhere/e.js\n",
        "mutants/keeps.x/index.html": "mutant",
        "mutants/unknown.x/index.html": "mutant",
        "cheats/own/index.html": "cheat",
      },
    );
    expect(exhibits.filter(({ name }) => !name.startsWith("pack/")).map(line)).toEqual([
      "empty empty workspace 2/0/1 counts,keeps",
      "untouched untouched workspace 2/0/1 counts,keeps",
      "solution solution 1/0/1 counts",
      "solution solution 2/0/1 counts,keeps",
      "solution solution 2/0/2 counts,keeps",
      "alternative alternatives/other 2/0/1 counts,keeps",
      "mutant mutants/keeps.x 2/0/1 keeps",
      "cheat cheats/own 2/0/1 counts,keeps",
    ]);
    const [, untouched, first, second, , alternative, mutant] = exhibits;
    expect(texts(untouched!)).toEqual(["README.md: start"]);
    const solution = ["README.md: start", "a.js: a"];
    const old = ["old/b.js: b", "old/c/d.js: d", "older.js: kept"];
    expect(texts(first!)).toEqual([...solution, "index.html: one", ...old]);
    expect(first!.calls).toEqual(["[1]"]);
    expect(texts(second!)).toEqual([...solution, "index.html: two", ...old]);
    expect(second!.calls).toEqual(["[1]", "[2]"]);
    expect(texts(alternative!)).toEqual(["README.md: start", "index.html: other"]);
    expect(texts(mutant!)).toEqual(["README.md: start", "index.html: mutant", "older.js: kept"]);
    expect(mutant!.calls).toEqual(["[1]", "[2]"]);
    expect(strayMutants).toEqual(["mutants/unknown.x"]);
    expect(idleDeletions).toEqual([{ name: "mutants/keeps.x", path: "nowhere/e.js" }]);
  });

  it.for([
    { repeats: 1, others: 1 },
    { repeats: 3, others: 1 },
    { repeats: 4, others: 2 },
    { repeats: 10, others: 2 },
  ])("hold the solution against variants, $others where it is graded $repeats times", async (times) => {
    const typed = { fill: { label: "Name", value: "{{who}}" } };
    const { exhibits } = await layOut(
      { vars: { who: ["Ada", "Bo", "Cy"] }, checks: [{ ...COUNTS, steps: [typed, ...COUNTS.steps] }] },
      { "solution/index.html": "one" },
      times.repeats,
    );
    const names = exhibits
      .filter(({ kind, seed }) => kind === "solution" && seed > 0)
      .map(({ task }) => JSON.stringify(task.checks).match(/Ada|Bo|Cy/)![0]);
    expect(names).toHaveLength(times.others);
    expect(new Set(["Ada", ...names]).size).toBe(times.others + 1);
  });

  it("are none but the empty one where nothing is there", async () => {
    expect((await layOut({}, {})).exhibits.map(({ kind }) => kind)).toEqual(["empty"]);
  });
});

describe("the key of a grade", () => {
  const files = { "solution/index.html": "one", "mutants/counts.x/index.html": "two" };
  async function keys(
    members: Readonly<Record<string, unknown>>,
    changed: Readonly<Record<string, string>> = files,
    grader = "g",
  ): Promise<Record<string, string>> {
    const { loaded, exhibits } = await layOut(members, changed);
    return Object.fromEntries(
      exhibits
        .filter(({ kind, repeat }) => kind !== "cheat" && repeat === 1)
        .map((exhibit) => [
          exhibit.name,
          fingerprint({ loaded, exhibit, checkFiles: new Map(), services: [], grader }, sha256),
        ]),
    );
  }
  const MUTANT = "mutants/counts.x";

  it("is the same where nothing that grading reads is another", async () => {
    const before = await keys({});
    expect(await keys({ title: "Another", turns: [{ prompt: "Another" }], difficulty: "hard" })).toEqual(
      before,
    );
  });

  it("is another where a check is, for those that it is asked of", async () => {
    const [before, after] = [await keys({}), await keys({ checks: [COUNTS, { ...KEEPS, timeout: "40s" }] })];
    expect(after["solution"]).not.toBe(before["solution"]);
    expect(after[MUTANT]).toBe(before[MUTANT]);
  });

  it.each<[string, () => Promise<Record<string, string>>]>([
    [
      "the workspace",
      () => keys({}, { ...files, "solution/index.html": "changed", "mutants/counts.x/more.js": "more" }),
    ],
    ["the grader", () => keys({}, files, "another")],
    ["a limit", () => keys({ limits: { memory: "1GB" } })],
    ["the language", () => keys({ locale: "ur" })],
    ["how it is served", () => keys({ app: { root: "public" } })],
  ])("is another where %s is", async (_, change) => {
    const [before, after] = [await keys({}), await change()];
    expect(after["solution"]).not.toBe(before["solution"]);
    expect(after[MUTANT]).not.toBe(before[MUTANT]);
  });
});
