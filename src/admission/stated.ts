import type { AdmissionFinding } from "../core/certificate.ts";
import type { CheckSpec } from "../core/check.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import type { Task } from "../core/task.ts";
import { fold, type GivenText, PREAMBLE } from "./given.ts";

/** Something that a check relies on and that the agent has to be told. */
interface Reliance {
  readonly what: "test id" | "label" | "name" | "placeholder" | "text" | "route" | "storage key";
  readonly value: string;
}

/** What a spec of code relies on, by how it is written there. */
const IN_CODE: readonly (readonly [Reliance["what"], RegExp])[] = [
  ["test id", /getByTestId\(\s*(["'`])([^"'`$]+)\1/g],
  ["label", /getByLabel\(\s*(["'`])([^"'`$]+)\1/g],
  ["placeholder", /getByPlaceholder\(\s*(["'`])([^"'`$]+)\1/g],
  ["name", /getByRole\([^(){}]*\{[^{}]*?\bname:\s*(["'`])([^"'`$]+)\1/g],
  ["route", /\.(?:goto|get|post|put|patch|delete)\(\s*(["'`])(\/[^"'`$]*)\1/g],
  ["storage key", /Storage\.(?:getItem|setItem|removeItem)\(\s*(["'`])([^"'`$]+)\1/g],
];

/**
 * What checks rely on and a prompt does not say: each test id, label, route and storage key is looked for in every language
 * of the prompt, and in the files that the agent is given.
 * @param given by language
 */
export function findUnstated(
  task: Task,
  checkFiles: ReadonlyMap<string, readonly SandboxFile[]>,
  given: ReadonlyMap<string, readonly GivenText[]>,
): AdmissionFinding[] {
  const findings: AdmissionFinding[] = [];
  for (const [language, texts] of given) {
    const own = texts.filter(({ where }) => where !== PREAMBLE);
    const said = fold(own.map(({ text }) => text).join("\n"));
    const where = language === "" ? "the prompt" : `the prompt in ${language}`;
    for (const check of task.checks) {
      const typed = fold([...listTyped(check.spec)].join("\n"));
      const seen = new Set<string>();
      for (const { what, value } of listReliances(check, checkFiles.get(check.id) ?? [])) {
        if (seen.has(value) || isStated(what, value, { said, typed })) continue;
        seen.add(value);
        findings.push({
          code: "unstated",
          subject: check.id,
          message: `relies on the ${what} "${value}", which ${where} does not state`,
        });
      }
    }
  }
  return findings;
}

function* listReliances(check: CheckSpec, files: readonly SandboxFile[]): Generator<Reliance> {
  yield* inSpec(check.spec);
  for (const { path, content } of files) {
    if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
    const code = new TextDecoder().decode(content);
    for (const [what, pattern] of IN_CODE)
      for (const match of code.matchAll(pattern)) yield { what, value: match[2]! };
  }
}

const LITERALS: Readonly<Record<string, Reliance["what"]>> = {
  testId: "test id",
  label: "label",
  placeholder: "placeholder",
  alt: "label",
  withText: "text",
  goto: "route",
  path: "route",
};

function* inSpec(node: unknown): Generator<Reliance> {
  if (Array.isArray(node)) {
    for (const member of node) yield* inSpec(member);
    return;
  }
  if (node === null || typeof node !== "object") return;
  const written = node as Record<string, unknown>;
  // What may be refused need not be told of.
  const isRefused = [written["status"]].flat().some((status) => typeof status === "number" && status >= 400);
  for (const [key, value] of Object.entries(written)) {
    if (key === "path" && isRefused) continue;
    const what = LITERALS[key] ?? (key === "name" && written["role"] !== undefined ? "name" : undefined);
    if (what === undefined) yield* inSpec(value);
    else if (typeof value === "string") yield { what, value };
  }
}

/** What a check itself brings into the page: it may come back in a name. */
function* listTyped(node: unknown): Generator<string> {
  if (Array.isArray(node)) {
    for (const member of node) yield* listTyped(member);
    return;
  }
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "string" && ["value", "type", "content", "option"].includes(key)) yield value;
    else yield* listTyped(value);
  }
}

/**
 * A test id, a route or a key must stand there whole. Words may be put together of what stands there, as in "Delete" with the name of a
 * record: each of them must. Figures follow from rules and are not looked for.
 */
function isStated(
  what: Reliance["what"],
  value: string,
  { said, typed }: { readonly said: string; readonly typed: string },
): boolean {
  if (what === "route")
    return toSteps(value).every((step) => said.includes(fold(step)) || typed.includes(fold(step)));
  const text = fold(value);
  if (what === "test id" || what === "storage key") return isId(text, said);
  if (said.includes(text)) return true;
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "" && !/\p{N}/u.test(word));
  return words.every((word) => said.includes(word) || typed.includes(word));
}

/** Whether it stands there, or is put together as in `product-<id>`: its beginning stands there, and what follows is an id of the data. */
function isId(text: string, said: string): boolean {
  if (isToken(text, said)) return true;
  return [...text.matchAll(/[-_:.]/g)].some(({ index }) => {
    const [start, rest] = [text.slice(0, index + 1), text.slice(index + 1)];
    return said.includes(start) && isToken(rest, said);
  });
}

/** Whether it stands there by itself, and not within a longer word. */
function isToken(text: string, said: string): boolean {
  for (let at = said.indexOf(text); at >= 0; at = said.indexOf(text, at + 1)) {
    const around = `${said[at - 1] ?? " "}${said[at + text.length] ?? " "}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return true;
  }
  return false;
}

/** The fixed parts of a route; what its query holds and ids in it are values. */
const toSteps = (route: string): string[] =>
  route
    .split(/[?#]/)[0]!
    .split("/")
    .filter((step) => step !== "" && !/\d|\{/.test(step));
