import { describe, expect, it } from "vitest";
import { renderAnswers } from "../../src/admission/cheat-pack/answers.ts";
import { toPackFiles } from "../../src/admission/cheat-pack/pack.ts";
import { loadCounter } from "../support/load-counter.ts";

const NAMES = [
  "precomputed-answers",
  "served-verdicts",
  "patched-globals",
  "automation-detection",
  "addressed-judge",
  "service-worker",
  "crash-when-due",
];

describe("the cheat pack", () => {
  it("knows what the checks look for", async () => {
    const steps = [
      { fill: { label: "Amount", value: "12 <b>" } },
      { expect: { testId: "row", count: 3, text: { contains: "Bread" } } },
      { expect: { testId: "names", texts: ["Ada", "Bo"] } },
      { expect: { role: "heading", name: "Totals" } },
      { click: { role: "button", name: "Save" } },
      { expect: { role: "status", name: "Saved" } },
    ];
    const { task } = await loadCounter({ checks: [{ id: "a", steps }] });
    const html = renderAnswers(task);
    expect(html.match(/data-testid="row">Bread</g)).toHaveLength(3);
    for (const part of [
      '<label>Amount <input value="12 &lt;b>">',
      ">Ada<",
      "<h2>Totals</h2>",
      "<button>Save</button>",
      '<div role="status" aria-label="Saved">',
    ])
      expect(html).toContain(part);
  });

  it.each<[string, string[]]>([
    ["static", ["index.html"]],
    ["vite", ["ready/index.html", "package.json"]],
    ["node", ["index.html", "package.json", "server.mjs"]],
  ])("fits the stack %s", async (stack, paths) => {
    const pack = toPackFiles(await loadCounter({ stack }));
    expect(pack.map(({ name }) => name)).toEqual(NAMES);
    for (const { files } of pack)
      expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  });

  it("fits what is served from a folder of the task's own", async () => {
    const [first] = toPackFiles(await loadCounter({ app: { root: "public" } }));
    expect(first!.files.map(({ path }) => path)).toEqual(["public/index.html"]);
  });
});
