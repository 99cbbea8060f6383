import { toHref } from "../../data/router.ts";

/** What is open of a task: all of it stands in the address. */
export interface TaskView {
  readonly runId: string;
  readonly taskId: string;
  /** Null: the first one that there is. */
  readonly language: string | null;
  /** Places of the trials whose apps play, the latest last. */
  readonly playing: readonly number[];
}

/** Each of them is a page of its own that runs: more would make the machine slow. */
export const MOST_PLAYING = 3;

export const parseTaskView = (
  [, runId = "", taskId = ""]: readonly string[],
  query: URLSearchParams,
): TaskView => ({
  runId,
  taskId,
  language: query.get("language"),
  playing: [...new Set(query.getAll("play").map(Number))].filter(Number.isInteger).slice(-MOST_PLAYING),
});

export const toTaskHref = ({ runId, taskId, language, playing }: TaskView): string =>
  toHref(["task", runId, taskId], { language, play: playing.map(String) });

/** Starts an app, or ends it. With the fourth one the first one ends. */
export const togglePlaying = (view: TaskView, n: number): TaskView => ({
  ...view,
  playing: view.playing.includes(n)
    ? view.playing.filter((one) => one !== n)
    : [...view.playing, n].slice(-MOST_PLAYING),
});
