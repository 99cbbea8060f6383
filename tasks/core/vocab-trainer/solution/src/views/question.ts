import type { Library, Word } from "../trainer/library.ts";

/** What each kind of question is given. */
export interface QuestionProps {
  readonly word: Word;
  readonly library: Library;
  readonly deck: number;
  readonly onAnswer: (isRight: boolean, given: string) => void;
}
