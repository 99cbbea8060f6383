import type { CheckResult } from "../../../../../core/check.ts";
import type { TurnResult } from "../../../../../core/result.ts";

export interface CheckPicture {
  /** As the result names it. */
  readonly file: string;
  /** Stands below it. */
  readonly label: string;
  /** For who cannot see it. */
  readonly description: string;
}

/** Of a check that failed also the app's first page, to see what changed. */
export function listPictures(
  check: Pick<CheckResult, "id" | "title" | "passed">,
  { turn, firstPage, screenshots }: Pick<TurnResult, "turn" | "firstPage" | "screenshots">,
): CheckPicture[] {
  const own = screenshots
    .filter((picture) => picture.check === check.id)
    .map(({ file, name }): CheckPicture => {
      const isFailure = name === "failure";
      return {
        file,
        label: isFailure ? "After: as the check failed" : `Picture “${name}”`,
        description: isFailure
          ? `The app as “${check.title}” failed, turn ${turn}`
          : `The app in “${check.title}”, picture ${name}, turn ${turn}`,
      };
    });
  if (check.passed || own.length === 0 || firstPage === null) return own;
  const first = {
    file: firstPage,
    label: "Before: the app’s first page",
    description: `The app’s first page, turn ${turn}`,
  };
  return [first, ...own];
}

/** The picture that the address names, whichever check it is of. */
export function findPicture(turns: readonly TurnResult[], file: string): CheckPicture | null {
  for (const turn of turns) {
    for (const check of turn.checks) {
      const found = listPictures(check, turn).find((picture) => picture.file === file);
      if (found !== undefined) return found;
    }
  }
  return null;
}
