import type { Task } from "../../core/task.ts";

/** An element that some check of a task looks for, as far as its words say it. */
interface Answer {
  readonly testId: string | null;
  readonly role: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly count: number;
}

/** Copies of one element that a page of answers shows at most. */
const MOST_COPIES = 60;

/**
 * Everything that a task's checks look for, without what would bring it about: what somebody writes who has seen the answers
 * and builds nothing.
 */
export function renderAnswers(task: Task): string {
  const answers = new Map<string, Answer>();
  for (const answer of task.checks.flatMap(({ spec }) => [...collect(spec)])) {
    const key = JSON.stringify([
      answer.testId,
      answer.role,
      answer.label,
      answer.testId === null ? answer.text : "",
    ]);
    if (!answers.has(key)) answers.set(key, answer);
  }
  return [...answers.values()].map(render).join("\n");
}

function* collect(node: unknown): Generator<Answer> {
  if (Array.isArray(node)) {
    for (const member of node) yield* collect(member);
    return;
  }
  if (node === null || typeof node !== "object") return;
  const written = node as Record<string, unknown>;
  const text = ["text", "value", "withText", "name"].map((key) => toWords(written[key])).find(Boolean) ?? "";
  const common = {
    testId: toWords(written["testId"]) || null,
    role: toWords(written["role"]) || null,
    label: toWords(written["label"]) || null,
  };
  if (Array.isArray(written["texts"]))
    for (const one of written["texts"]) yield { ...common, text: toWords(one), count: 1 };
  else if (
    common.testId !== null ||
    common.role !== null ||
    common.label !== null ||
    written["withText"] !== undefined
  )
    yield { ...common, text, count: typeof written["count"] === "number" ? written["count"] : 1 };
  for (const member of Object.values(written)) yield* collect(member);
}

/** A matcher's words: the text itself, or what it must contain. */
function toWords(matcher: unknown): string {
  if (typeof matcher === "string" || typeof matcher === "number") return String(matcher);
  if (matcher === null || typeof matcher !== "object") return "";
  const { contains, exact } = matcher as Record<string, unknown>;
  return toWords(contains ?? exact ?? "");
}

function render({ testId, role, label, text, count }: Answer): string {
  const attributes = [
    testId === null ? "" : ` data-testid="${escape(testId)}"`,
    role === null || role === "heading" || role === "button"
      ? ""
      : ` role="${escape(role)}" aria-label="${escape(text)}"`,
  ].join("");
  const one =
    label !== null
      ? `<label>${escape(label)} <input${attributes} value="${escape(text)}"></label>`
      : role === "button"
        ? `<button${attributes}>${escape(text)}</button>`
        : role === "heading"
          ? `<h2${attributes}>${escape(text)}</h2>`
          : `<div${attributes}>${escape(text)}</div>`;
  return Array.from({ length: Math.max(1, Math.min(MOST_COPIES, count)) }, () => one).join("\n");
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
