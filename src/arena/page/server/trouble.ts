/**
 * Why there is no answer: nobody answers for now, the server would not, or it is behind a sign-in that is over.
 */
export type TroubleKind = "away" | "refused" | "signed-out";

/** A request without an answer. The message is the server's own where it gave one. */
export class Trouble extends Error {
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** What else is thrown while one asks (no network, too late) comes of nobody answering. */
export const toTrouble = (error: unknown): Trouble =>
  error instanceof Trouble ? error : new Trouble("away", (error as Error).message, error);

/** Statuses that pass by themselves. */
const PASSING = new Set([408, 425, 429]);

export function toTroubleKind(status: number): TroubleKind {
  if (status === 401) return "signed-out";
  return status >= 500 || PASSING.has(status) ? "away" : "refused";
}
