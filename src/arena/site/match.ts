import type { SandboxFile } from "../../core/sandbox.ts";
import type { Contestant, Vote } from "../../core/vote.ts";
import type { AppSteps } from "./protocol.ts";

/** What some agents were asked for. Only apps of the same question meet. */
export interface Question {
  readonly suite: string;
  readonly task: string;
  readonly taskHash: string;
  readonly title: string;
  readonly category: string;
  /** Of the brief: a BCP 47 tag. */
  readonly language: string;
  readonly seed: number;
  readonly turns: readonly string[];
}

/** An app that is up. Disposing it ends it. */
export interface StartedApp extends AsyncDisposable {
  readonly url: string;
  /** Aborted once it has ended by itself. */
  readonly ended: AbortSignal;
}

/** How an app comes to a page. */
export type AppSource =
  /** Nothing but files, as a browser is served them; null where they are not stored any more. */
  | { readonly kind: "files"; readonly read: () => Promise<readonly SandboxFile[] | null> }
  /** It brings a server of its own, or must be built first. */
  | { readonly kind: "sandbox"; readonly start: (signal: AbortSignal) => Promise<StartedApp> }
  /** It was built or started in vain when it was graded; raters see that. */
  | { readonly kind: "dead" };

/** One app that may stand in a battle. */
export interface Entrant {
  /** `bytes` is null here: it is known once its files are read. */
  readonly contestant: Contestant;
  /** Of the checks, 0..1. */
  readonly score: number | null;
  readonly source: AppSource;
  /** Its workspace; null where it is not stored. */
  readonly files: () => Promise<readonly SandboxFile[] | null>;
  readonly steps: () => Promise<AppSteps["steps"]>;
}

/** The two apps of a match, wherever they stand. */
export const SIDES = ["a", "b"] as const;
export type Side = (typeof SIDES)[number];

/** Two apps that may meet. */
export interface Match {
  /** The same for the same two apps, whenever they are served. */
  readonly id: string;
  readonly question: Question;
  readonly a: Entrant;
  readonly b: Entrant;
  /** Set in an attention pair: the task's own solution. */
  readonly expected: "a" | "b" | null;
}

/** What a question is known by. */
export const questionKey = ({ suite, task, taskHash, language, seed }: Question): string =>
  JSON.stringify([suite, task, taskHash, language, seed]);

type Named = Pick<Contestant, "run" | "trial" | "model" | "workspace">;

/** The same for a match and for each vote on it: two apps of a task, by their files where these are known. */
export function matchId(of: Pick<Vote, "task" | "taskHash">, a: Named, b: Named): string {
  const names = [a, b].map(
    ({ run, trial, model, workspace }) => workspace ?? JSON.stringify([run, trial ?? model]),
  );
  return JSON.stringify([of.task, of.taskHash, ...names.toSorted()]);
}

/** Every two unlike apps of one question that different models built, of which one at least can be used. */
export function listMatches(entrants: readonly (Entrant & { readonly question: Question })[]): Match[] {
  const questions = Map.groupBy(entrants, ({ question }) => questionKey(question));
  return [...questions.values()].flatMap((of) =>
    of.flatMap((one, place) =>
      of
        .slice(place + 1)
        .filter((other) => isMatch(one, other))
        .map((other): Match => {
          const [a, b] = one.contestant.model < other.contestant.model ? [one, other] : [other, one];
          const { question } = one;
          return { id: matchId(question, a.contestant, b.contestant), question, a, b, expected: null };
        }),
    ),
  );
}

const isMatch = (one: Entrant, other: Entrant): boolean =>
  one.contestant.model !== other.contestant.model &&
  one.contestant.workspace !== other.contestant.workspace &&
  (one.source.kind !== "dead" || other.source.kind !== "dead");
