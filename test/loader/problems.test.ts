import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { createTaskSchema } from "../../src/core/task.ts";
import { toProblems } from "../../src/loader/problems.ts";
import { parseYamlFile } from "../../src/loader/yaml-file.ts";

const schema = createTaskSchema(checkKinds);

const HEAD = `schema: 1
id: demo
title: Demo
category: demo
difficulty: easy
turns: [{ prompt: Build it }]
`;
const CHECKS = `checks: [{ id: a, steps: [{ goto: / }] }]
`;

/** Problems as a user sees them, without the file's name. */
function explain(text: string): string[] {
  const yaml = parseYamlFile("task.yaml", text);
  const issues = yaml.problems.length > 0 ? [] : (schema.safeParse(yaml.value).error?.issues ?? []);
  return [...yaml.problems, ...toProblems(yaml, issues, schema)].map(
    ({ position, path, message }) =>
      `${position.line}:${position.column} ${path === "" ? "" : `${path}: `}${message}`,
  );
}

describe("problems of a task file", () => {
  it("are none in a good file", () => {
    expect(explain(HEAD + CHECKS)).toEqual([]);
  });

  it("name a misspelt key where it stands, and what was meant", () => {
    expect(explain(HEAD.replace("category", "categry") + CHECKS)).toEqual([
      "1:1 category: is missing",
      '4:1 unknown key "categry": did you mean "category"?',
    ]);
  });

  it("name a misspelt key deep inside a step", () => {
    const text = `${HEAD}checks:
  - id: a
    steps:
      - goto: /
      - click: { rol: button }
`;
    expect(explain(text)).toEqual([
      '11:18 checks[0].steps[1].click: unknown key "rol": did you mean "role"?',
    ]);
  });

  it("name an unknown action", () => {
    const text = `${HEAD}checks:
  - id: a
    steps:
      - clik: { role: button }
`;
    expect(explain(text).join("\n")).toContain('unknown key "clik": did you mean "click"?');
  });

  it("are all reported at once, in the order of the file", () => {
    const text =
      HEAD.replace("easy", "trivial").replace("schema: 1", "schema: 2") + CHECKS.replace("id: a", "id: A b");
    expect(explain(text)).toHaveLength(3);
    expect(explain(text).map((line) => line.split(":")[0])).toEqual(["1", "5", "7"]);
  });

  it("say where YAML itself is broken", () => {
    expect(explain("id: [a, b\ntitle: x\n")[0]).toMatch(/^2:1|^1:5/);
  });

  it.each([
    [
      "no kind of check",
      "checks: [{ id: a }]\n",
      "a check has exactly one of steps, http, console, axe, design, playwright, service, reward; found none",
    ],
    [
      "a check that runs beside the code, among others",
      "checks: [{ id: a, steps: [{ goto: / }] }, { id: b, reward: {} }]\n",
      "7:43 checks[1]: a check of kind reward runs beside the agent's code, and stands in a task without others",
    ],
    [
      "two checks of one id",
      "checks: [{ id: a, steps: [{ goto: / }] }, { id: a, steps: [{ goto: / }] }]\n",
      "the id a is taken by an earlier check",
    ],
    [
      "a turn that does not exist",
      "checks: [{ id: a, turn: 2, steps: [{ goto: / }] }]\n",
      "there is no turn 2: the task has 1",
    ],
    ["a bad duration", `limits: { wallTime: 20 }\n${CHECKS}`, "wallTime"],
    [
      "a path that leaves the task",
      `assets: [../secret]\n${CHECKS}`,
      "expected a path below the task's folder",
    ],
    ["no checks", "checks: []\n", "checks"],
    ["a bad viewport", "checks: [{ id: a, viewport: wide, steps: [{ goto: / }] }]\n", "such as 375x812"],
    ["two actions in a step", "checks: [{ id: a, steps: [{ goto: /, wait: 1s }] }]\n", "exactly one action"],
    ["a word that is no step", "checks: [{ id: a, steps: [relaod] }]\n", "reload"],
  ])("explain %s", (_what, text, expected) => {
    expect(explain(HEAD + text).join("\n")).toContain(expected);
  });
});
