import type { Answer, Place } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";

export const PLACES: readonly Place[] = ["first", "second"];
export const ANSWERS: readonly Answer[] = ["first", "second", "tie", "both_bad"];

/** What the page calls an app. */
export const LETTERS: Readonly<Record<Place, string>> = { first: "A", second: "B" };

/** What an answer is called in the page's language. */
export function useAnswerWord(): (answer: Answer) => string {
  const { vote } = useSpeech().words;
  return (answer) => {
    switch (answer) {
      case "tie":
        return vote.tie;
      case "both_bad":
        return vote.bothBad;
      default:
        return LETTERS[answer];
    }
  };
}
