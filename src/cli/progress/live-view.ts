import { createElement } from "react";
import { render } from "ink";
import type { TrialEvent } from "../../core/event.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { TrialRow } from "../../core/trial-row.ts";
import { advanceBoard, createBoard, finishTrial, type Board } from "./board.ts";
import { BoardView, type LogEntry } from "./board-view.ts";
import { createPlainView } from "./plain-view.ts";
import type { ProgressView } from "./view.ts";

/** How often the screen is drawn at most. */
const FRAME_MS = 100;

/** A view that redraws itself in a terminal: trials by phase, results, tokens, cost, time left. Notes scroll above it. */
export function createLiveView(now: () => number = Date.now): ProgressView {
  const plain = createPlainView((text) => void process.stdout.write(text));
  let board: Board | null = null;
  let screen: ReturnType<typeof render> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const log: LogEntry[] = [];
  const draw = (): void => {
    if (board === null) return;
    const view = createElement(BoardView, { board, log: [...log], nowMs: now() });
    if (screen === null) screen = render(view, { exitOnCtrlC: false, patchConsole: false });
    else screen.rerender(view);
  };
  return {
    note: (line) => (board === null ? plain.note(line) : void log.push({ kind: "note", line })),
    begin: (manifest: Manifest, finished: readonly TrialRow[]) => {
      board = createBoard(manifest, finished, now());
      draw();
      timer = setInterval(draw, FRAME_MS);
    },
    event: (event: TrialEvent) => {
      if (board !== null) board = advanceBoard(board, event);
    },
    result: (result: TrialRow) => {
      if (board === null) return;
      board = finishTrial(board, result);
      log.push({ kind: "result", result });
    },
    close: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      draw();
      const drawn = screen;
      screen = null;
      board = null;
      drawn?.unmount();
      await drawn?.waitUntilExit();
    },
  };
}
