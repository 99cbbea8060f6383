import { expect } from "vitest";

/** A way to break a good file, and what its validator then says. */
export type Broken<Subject> = readonly [what: string, breakIt: (subject: Subject) => void, reason: RegExp];

/** @param findProblems of a copy of the subject */
export function expectRefusal<Subject>(
  subject: Subject,
  [, breakIt, reason]: Broken<Subject>,
  findProblems: (subject: Subject) => readonly string[],
): void {
  const copy = structuredClone(subject);
  breakIt(copy);
  expect(findProblems(copy).join("\n")).toMatch(reason);
}
