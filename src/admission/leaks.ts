import type { AdmissionFinding } from "../core/certificate.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { fold, type GivenText, toText } from "./given.ts";

/** So many lines in a row, with so many characters, are no accident. */
const LINES = 4;
const CHARACTERS = 120;

/** What must not be seen by an agent: the checks and the solution. */
export interface Secrets {
  /** Files of the checks that are no assets, and the checks of task.yaml as a text. */
  readonly checks: readonly SandboxFile[];
  readonly solution: readonly SandboxFile[];
  /** What the workspace holds at the start: the solution may keep it. */
  readonly start: readonly SandboxFile[];
}

/** Parts of the checks or the solution that stand in something that the agent is given. */
export function findLeaks(secrets: Secrets, given: readonly GivenText[]): AdmissionFinding[] {
  const texts = given.map(({ where, text }) => ({ where, text: fold(text) }));
  const kept = new Map(secrets.start.map(({ path, content }) => [path, new Set(toLines(content))]));
  const hidden = [
    ...secrets.checks.map((file) => ({ file, what: "checks", lines: toLines(file.content) })),
    ...secrets.solution.map((file) => ({
      file,
      what: "solution",
      lines: toLines(file.content).map((line) => (kept.get(file.path)?.has(line) === true ? null : line)),
    })),
  ];
  return hidden.flatMap(({ file, what, lines }) => {
    for (const passage of listPassages(lines)) {
      const found = texts.find(({ where, text }) => where !== file.path && text.includes(passage));
      if (found === undefined) continue;
      const message = `a passage of the ${what} (${file.path}) stands in ${found.where}: "${passage.slice(0, 80)}…"`;
      return [{ code: "leak" as const, subject: file.path, message }];
    }
    return [];
  });
}

/** Lines in a row that are long enough together. What is null has been there before. */
function* listPassages(lines: readonly (string | null)[]): Generator<string> {
  for (let first = 0; first + LINES <= lines.length; first += 1) {
    const run = lines.slice(first, first + LINES);
    if (run.includes(null)) continue;
    const passage = run.join(" ");
    if (passage.length >= CHARACTERS) yield passage;
  }
}

function toLines(content: Uint8Array): string[] {
  return (toText(content) ?? "")
    .split("\n")
    .map((line) => fold(line).trim())
    .filter((line) => line !== "");
}
