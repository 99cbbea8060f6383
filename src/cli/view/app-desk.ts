import { randomUUID } from "node:crypto";
import { tooManyApps } from "../../core/report-errors.ts";
import type { OpenedApp } from "../../runner/open-app.ts";

/** Apps that were started from the pages. Whoever made the desk disposes it: then all of them end. */
export interface AppDesk extends AsyncDisposable {
  /** One that runs already, or is being started, is given again. @throws UserError `too-many-apps`; whatever opening it throws */
  readonly start: (ask: AppAsk) => Promise<{ readonly id: string; readonly url: string }>;
  readonly stop: (id: string) => Promise<boolean>;
}

export interface AppAsk {
  readonly run: string;
  readonly trial: string;
  readonly turn: number;
}

/** Reached at an address of its own, past no other server. */
export type DeskApp = Omit<OpenedApp, "handlers">;

interface StartedApp {
  readonly id: string;
  readonly app: Promise<DeskApp>;
}

/** Each holds a sandbox: so many at a time. */
const MOST_APPS = 4;

/** @param open starts one; disposing what it gives ends it and its sandbox */
export function createAppDesk(open: (ask: AppAsk, signal: AbortSignal) => Promise<DeskApp>): AppDesk {
  const started = new Map<string, StartedApp>();
  const closing = new AbortController();
  const stop = async (id: string): Promise<boolean> => {
    const [key, one] = [...started].find(([, { id: own }]) => own === id) ?? [];
    if (key === undefined || one === undefined) return false;
    started.delete(key);
    const app = await one.app.catch(() => null);
    await app?.[Symbol.asyncDispose]();
    return true;
  };
  const forgetAtEnd = async ({ id, app }: StartedApp): Promise<void> => {
    const ended = await app.then((opened) => opened.ended).catch(() => null);
    if (ended === null || ended.aborted) await stop(id);
    else ended.addEventListener("abort", () => void stop(id));
  };
  const startOne = (key: string, ask: AppAsk): StartedApp => {
    closing.signal.throwIfAborted();
    if (started.size >= MOST_APPS) throw tooManyApps(MOST_APPS);
    const one = { id: randomUUID(), app: open(ask, closing.signal) };
    started.set(key, one);
    void forgetAtEnd(one);
    return one;
  };
  return {
    start: async (ask) => {
      const key = JSON.stringify([ask.run, ask.trial, ask.turn]);
      const { id, app } = started.get(key) ?? startOne(key, ask);
      return { id, url: (await app).url };
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      closing.abort(new Error("the server ends"));
      await Promise.all([...started.values()].map(({ id }) => stop(id)));
    },
  };
}
