/** A text with a number, a letter or a time in it, each as the language writes it. */
type With = (part: string) => string;

/** Everything that the page says of itself, in one language. */
export interface Words {
  readonly site: string;
  readonly language: string;
  readonly progress: (votes: string, today: string, cap: string) => string;
  readonly ask: {
    readonly loading: string;
    readonly away: string;
    readonly retryIn: With;
    readonly retryNow: string;
    readonly refused: With;
    readonly signedOut: string;
    readonly reloadPage: string;
    readonly again: string;
  };
  readonly brief: { readonly title: string; readonly turn: With };
  readonly app: {
    /** @param letter A or B */
    readonly name: With;
    readonly both: string;
    readonly width: string;
    readonly phone: string;
    readonly full: string;
    readonly reload: string;
    readonly fullScreen: string;
    readonly leaveFullScreen: string;
    readonly starting: string;
    readonly stillStarting: With;
    readonly ready: With;
    readonly notStarted: string;
    readonly stillVote: string;
    readonly lost: string;
  };
  readonly built: {
    readonly title: string;
    readonly files: string;
    readonly steps: string;
    readonly loading: string;
    readonly notLoaded: With;
    readonly noFiles: string;
    readonly chooseFile: string;
    readonly notText: string;
    readonly emptyFile: string;
    readonly fileText: With;
    readonly noSteps: string;
    readonly said: string;
    readonly ended: string;
  };
  readonly vote: {
    readonly title: string;
    readonly overall: string;
    readonly function: string;
    readonly usability: string;
    readonly fidelity: string;
    readonly tie: string;
    readonly bothBad: string;
    readonly none: string;
    readonly more: string;
    readonly note: string;
    readonly noteLength: (length: string, most: string) => string;
    readonly submit: string;
    readonly chooseFirst: string;
    readonly sending: string;
    /** Beside `ask.away`. */
    readonly kept: string;
    readonly refused: With;
    readonly otherBattle: string;
  };
  readonly reveal: {
    readonly title: string;
    readonly recorded: string;
    readonly yours: With;
    readonly organisation: string;
    readonly score: string;
    readonly unknown: string;
    readonly attention: With;
    readonly met: string;
    readonly missed: string;
    readonly next: string;
  };
  readonly wait: {
    readonly cooldown: string;
    readonly nextIn: With;
    readonly capped: string;
    readonly cappedText: With;
    readonly resumesIn: With;
    readonly done: string;
    readonly doneText: string;
    readonly look: string;
  };
  readonly keys: {
    readonly title: string;
    readonly close: string;
    readonly better: With;
    readonly submit: string;
    readonly next: string;
    readonly show: string;
    readonly leave: string;
    readonly or: string;
  };
}
