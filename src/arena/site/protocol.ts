/*
 * What the page and the server of a voting site say to each other, as JSON. All of it is before the vote but `Reveal`: nothing here tells
 * who built what.
 *
 * Every request carries the token of the page in the header `x-buildoff-token`. An error is `{ message }` with a status of 400 and above.
 *
 * POST /api/battle                          → Next         the rater's open battle again, or a new one
 * GET  /api/battle/:id/:place               → AppState     asked again while it starts
 * GET  /api/battle/:id/:place/files         → AppFiles
 * GET  /api/battle/:id/:place/files/:path   → text/plain   path as one component, percent-encoded
 * GET  /api/battle/:id/:place/steps         → AppSteps
 * POST /api/battle/:id/vote (Ballot)        → Reveal       the same answer where the vote was cast already
 */

/** Of a note. */
export const MOST_NOTE_CHARACTERS = 1_000;

/** The app that stands first in reading order is A, the other one B: on the left and on the right, or the other way in a right-to-left page. */
export type Place = "first" | "second";

export type Answer = Place | "tie" | "both_bad";

export interface AppState {
  /** `failed`: it does not start, which is its own fault and may be voted on. `lost`: it cannot be shown, which is ours: the page asks for another battle. */
  readonly state: "starting" | "ready" | "failed" | "lost";
  /** Address for an iframe; null unless it is ready. */
  readonly src: string | null;
}

export interface Battle {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  /** What the agents were asked for, turn by turn. */
  readonly turns: readonly string[];
  /** Of the turns: a BCP 47 tag. */
  readonly language: string;
  readonly first: AppState;
  readonly second: AppState;
}

export type Next =
  | { readonly kind: "battle"; readonly battle: Battle; readonly progress: Progress }
  | {
      readonly kind: "wait";
      readonly reason: "cooldown" | "daily-cap";
      readonly waitMs: number;
      readonly progress: Progress;
    }
  /** There is no battle that this rater has not judged. */
  | { readonly kind: "done"; readonly progress: Progress };

export interface Progress {
  /** Votes of this rater, ever and today (UTC). */
  readonly votes: number;
  readonly today: number;
  readonly dailyCap: number;
}

export interface AppFiles {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly isText: boolean }[];
}

/** How an agent came to its app, shortened. */
export interface AppSteps {
  readonly steps: readonly {
    readonly turn: number;
    readonly kind: "message" | "tool" | "end";
    /** Name of the tool; null for what it said. */
    readonly tool: string | null;
    readonly text: string;
  }[];
}

export interface Ballot {
  readonly overall: Answer;
  readonly function: Answer | null;
  readonly usability: Answer | null;
  readonly fidelity: Answer | null;
  readonly note: string | null;
  readonly opened: Readonly<Record<Place, boolean>>;
  /** How often the rater went into each app. */
  readonly used: Readonly<Record<Place, number>>;
}

export interface Revealed {
  readonly model: string;
  readonly organisation: string | null;
  /** Of the checks, 0..1; null where it has none. */
  readonly score: number | null;
}

export interface Reveal {
  readonly first: Revealed;
  readonly second: Revealed;
  /** Set where this battle measured the rater: which one was the task's own solution, and whether the vote said so. */
  readonly attention: { readonly better: Place; readonly met: boolean } | null;
  readonly progress: Progress;
}
