/*
 * A report is an index and chunks, each a piece of JSON with a name. On disk a chunk is `data/<name>.js`, which a page loads by a
 * script tag: pages that are opened from a file cannot fetch. Runs, trials and tasks are named by their place in the index.
 */

export const INDEX_CHUNK = "index";
export const LEADERBOARD_CHUNK = "leaderboard";
export const trialChunk = (run: number, trial: number): string => `trial/${run}/${trial}`;
export const transcriptChunk = (run: number, trial: number, tryNumber: number): string =>
  `transcript/${run}/${trial}/${tryNumber}`;
export const bodiesChunk = (transcript: string, piece: number): string => `${transcript}/${piece}`;
/** @param turn 0: what the agent began with */
export const filesChunk = (run: number, trial: number, turn: number): string =>
  `files/${run}/${trial}/${turn}`;
export const taskChunk = (run: number, task: number): string => `task/${run}/${task}`;
/** @param a the earlier run; the same as `b`: the configurations of one run are compared with one another */
export const comparisonChunk = (a: number, b: number): string => `compare/${a}/${b}`;

/** @param file below the trial's folder, such as `screenshots/turn-1/000.opens.failure.png` */
export const pictureFile = (run: number, trial: number, file: string): string =>
  `pictures/${run}/${trial}/${file.replace(/^screenshots\//, "")}`;
export const appFile = (run: number, trial: number, turn: number): string =>
  `apps/${run}/${trial}/${turn}.html`;
