import { createContext, useContext } from "react";
import type { TrialDetail } from "../../../model/trial-detail.ts";
import { type Place, replacePlace } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { changeQuery, type QueryChanges } from "./address.ts";

/** The trial that the page shows, and where in it one is. */
export interface OpenTrial {
  readonly runId: string;
  readonly view: TrialView;
  readonly detail: TrialDetail;
  readonly query: URLSearchParams;
  /** The address with some members of its query changed. */
  readonly link: (changes: QueryChanges) => string;
  /** Goes there without a new entry in the history. */
  readonly replace: (changes: QueryChanges) => void;
}

export const OpenTrialContext = createContext<OpenTrial | null>(null);

export function useOpenTrial(): OpenTrial {
  const trial = useContext(OpenTrialContext);
  if (trial === null) throw new Error("there is no trial around this part of the page");
  return trial;
}

export function toOpenTrial(place: Place, known: Pick<OpenTrial, "runId" | "view" | "detail">): OpenTrial {
  const link = (changes: QueryChanges): string => changeQuery(place, changes);
  return { ...known, query: place.query, link, replace: (changes) => replacePlace(link(changes)) };
}
