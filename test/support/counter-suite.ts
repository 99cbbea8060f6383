import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";

const PROMPT = `Build a counter: index.html has a button "Add" and shows how often it was pressed in an element with
data-testid="count", nothing but the number. After a reload the number is as it was.`;

const page = (script: string): string => `<!doctype html>
<html lang="en">
  <head>
    <title>Counter</title>
  </head>
  <body>
    <button type="button">Add</button>
    <p data-testid="count"></p>
    <script>
${script}
    </script>
  </body>
</html>
`;

const counter = (step: string, store: string): string =>
  page(`      const shown = document.querySelector("p");
      let count = Number(${store}.getItem("count") ?? "0");
      const show = () => (shown.textContent = String(count));
      document.querySelector("button").addEventListener("click", () => {
        count += ${step};
        ${store}.setItem("count", String(count));
        show();
      });
      show();`);

export const SOLUTION = counter("1", "localStorage");

const ALTERNATIVE = page(`      onclick = ({ target }) => {
        if (target.tagName === "BUTTON") localStorage.n = Number(localStorage.n ?? 0) + 1;
        draw();
      };
      function draw() {
        document.querySelector("[data-testid]").innerText = localStorage.n ?? "0";
      }
      draw();`);

const add = { click: { role: "button", name: "Add" } };
const shows = (text: string) => ({ expect: { testId: "count", text } });

export const COUNTS = { id: "counts", steps: [{ goto: "/" }, shows("0"), add, shows("1")] };
export const KEEPS = { id: "keeps", steps: [{ goto: "/" }, add, add, "reload", shows("2")] };

/** A task as YAML would give it. */
export const counterTask = (id: string, members: Readonly<Record<string, unknown>> = {}) => ({
  schema: 1,
  id,
  title: "Counter",
  category: "tool",
  difficulty: "easy",
  turns: [{ prompt: PROMPT }],
  checks: [COUNTS, KEEPS],
  ...members,
});

/** The files of its proof; `null` leaves one of them out. */
export const counterProof = (files: Readonly<Record<string, string | null>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      "solution/index.html": SOLUTION,
      "alternatives/delegated/index.html": ALTERNATIVE,
      "mutants/counts.by-two/index.html": counter("2", "localStorage"),
      "mutants/keeps.for-the-session/index.html": counter("1", "new Map()")
        .replaceAll("getItem", "get")
        .replaceAll("setItem", "set"),
      ...files,
    }).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );

/** Writes a suite of tasks, each with its proof. */
export async function writeCounterSuite(
  folder: string,
  tasks: readonly {
    readonly task: { readonly id: string };
    readonly files: Readonly<Record<string, string>>;
  }[],
): Promise<void> {
  const suite = {
    schema: 1,
    name: "counters",
    title: "Counters",
    version: "1.0.0",
    licence: "MIT",
    canary: "counters canary 0000000000000000",
  };
  await writeFiles(folder, { "suite.yaml": stringify(suite) });
  for (const { task, files } of tasks)
    await writeFiles(join(folder, task.id), { "task.yaml": stringify(task), ...files });
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
