import type { Sha256 } from "../../core/hash.ts";
import type { Said } from "../../core/judgement.ts";
import type { Choice, Vote } from "../../core/vote.ts";
import type { ComparedPair } from "./judge-apps.ts";

/** A model that votes. */
export interface JudgeRater {
  /** A hash of model, settings and prompts: another one is another rater. */
  readonly id: string;
  readonly organisation: string | null;
}

/** What was said, of `a` and `b`; an answer that could not be read prefers neither. */
export function toChoice(said: Said, first: "a" | "b"): Choice {
  if (said === "tie" || said === "both_bad") return said;
  if (said === "unreadable") return "tie";
  return (said === "first") === (first === "a") ? "a" : "b";
}

/** What was said with `a` first, and with `b` first. */
export interface BothOrders {
  readonly forward: { readonly said: Said };
  readonly backward: { readonly said: Said };
}

/** Both orders as one: what they disagree on is a tie. */
export function joinOrders({ forward, backward }: BothOrders): Choice {
  const [one, other] = [toChoice(forward.said, "a"), toChoice(backward.said, "b")];
  return one === other ? one : "tie";
}

/** One vote for a pair. The same judgements give the same vote, with the same id. */
export function toJudgeVote(compared: ComparedPair, rater: JudgeRater, sha256: Sha256): Vote {
  const { pair, forward, backward } = compared;
  const { question } = pair.a;
  return {
    schema: 1,
    id: `judge-${sha256(`${forward.key} ${backward.key}`).slice(0, 32)}`,
    at: forward.at > backward.at ? forward.at : backward.at,
    suite: question.suite,
    task: question.task,
    taskHash: question.taskHash,
    category: question.category,
    language: question.language,
    a: pair.a.contestant,
    b: pair.b.contestant,
    // Each stood first once.
    left: null,
    choices: { overall: joinOrders(compared), function: null, usability: null, fidelity: null },
    note: null,
    rater: { ...rater, origin: null, kind: "model" },
    dwellMs: null,
    opened: null,
    used: null,
    expected: null,
  };
}
