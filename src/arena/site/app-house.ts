import { InfraError } from "../../core/errors.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import { type AppSource, type Match, type Side, SIDES, type StartedApp } from "./match.ts";
import { createPageCache } from "./page-cache.ts";
import type { AppState } from "./protocol.ts";

export interface HouseOptions {
  /** Sandboxes at a time; a battle may need two. */
  readonly mostStarted: number;
  readonly pack: (files: readonly SandboxFile[]) => string;
  readonly now: () => number;
  /** A name that nobody guesses. */
  readonly newName: () => string;
  /** Whether an app that did not come up is itself to blame. */
  readonly isOwnFault: (error: unknown) => boolean;
  /** Told why an app did not come up: raters are told only that it did not. */
  readonly note: (line: string) => void;
}

/** Keeps the apps of open battles up, those of each rater apart. Disposing it ends all of them. */
export interface AppHouse extends AsyncDisposable {
  /** Begins to bring the two apps of a match up where they are not, or waits for room. Who goes on asking keeps them up. */
  readonly open: (rater: string, match: Match) => Readonly<Record<Side, AppState>>;
  /** Brings apps up beforehand, as long as there is room. */
  readonly warm: (rater: string, match: Match) => void;
  /** When both could be used, or had failed, in ms since the epoch; null: not yet. */
  readonly settledAt: (rater: string, match: Match) => number | null;
  /** The page of an app that is nothing but files, by the name in its address. */
  readonly page: (name: string) => Promise<string | null>;
  readonly close: (rater: string, matchId: string) => Promise<void>;
}

interface Lodger {
  readonly name: string;
  readonly source: AppSource;
  started: Promise<StartedApp> | null;
  state: AppState;
  settledAt: number | null;
}

/** The two apps of one rater's battle. They get their sandboxes together: half a battle would wait for the other half of another one. */
interface Lodging {
  readonly key: string;
  readonly apps: Readonly<Record<Side, Lodger>>;
  readonly ending: AbortController;
  /** Sandboxes that it holds, or is to hold. */
  readonly needs: number;
  isUp: boolean;
  /** Null as long as it was brought up beforehand and nobody has seen it. */
  askedAt: number | null;
}

const STARTING: AppState = { state: "starting", src: null };
const FAILED: AppState = { state: "failed", src: null };
const LOST: AppState = { state: "lost", src: null };

/** Pages ask for their apps every half minute: who has not for so long has left. */
const LEFT_MS = 3 * 60 * 1000;

export function createAppHouse(options: HouseOptions): AppHouse {
  const { mostStarted, pack, now, newName, isOwnFault, note } = options;
  const lodgings = new Map<string, Lodging>();
  const pages = createPageCache(pack);
  const tell = (what: string, error: unknown): void => note(`${what}: ${(error as Error).message}`);
  const settle = (lodger: Lodger, state: AppState): void => {
    lodger.state = state;
    lodger.settledAt ??= now();
  };
  const close = async (key: string): Promise<void> => {
    const lodging = lodgings.get(key);
    lodgings.delete(key);
    await (lodging && release(lodging).catch((error: unknown) => tell("an app did not end", error)));
  };
  const hasRoom = (needs: number): boolean => {
    const held = [...lodgings.values()].reduce((sum, one) => sum + (one.isUp ? one.needs : 0), 0);
    return held + needs <= mostStarted;
  };
  /** For apps that somebody waits for, others end that nobody looks at; never those that are being judged. */
  const makeRoom = (needs: number): void => {
    const idle = [...lodgings.values()]
      .filter(({ isUp, askedAt }) => isUp && (askedAt === null || now() - askedAt > LEFT_MS))
      .toSorted((x, y) => (x.askedAt ?? 0) - (y.askedAt ?? 0));
    for (const { key } of idle) if (!hasRoom(needs)) void close(key);
  };
  const start = async (lodger: Lodger, starting: Promise<StartedApp>, signal: AbortSignal): Promise<void> => {
    lodger.started = starting;
    try {
      const { url, ended } = await starting;
      settle(lodger, { state: "ready", src: url });
      ended.addEventListener("abort", () =>
        settle(lodger, ended.reason instanceof InfraError ? LOST : FAILED),
      );
    } catch (error) {
      settle(lodger, isOwnFault(error) ? FAILED : LOST);
      if (!signal.aborted) tell("an app did not start", error);
    }
  };
  const load = async (lodger: Lodger, source: Extract<AppSource, { kind: "files" }>): Promise<void> => {
    try {
      const isThere = (await pages.get(source)) !== null;
      settle(lodger, isThere ? { state: "ready", src: `/apps/${lodger.name}.html` } : LOST);
    } catch (error) {
      settle(lodger, LOST);
      tell("an app cannot be read", error);
    }
  };
  const toLodger = ({ source }: Match[Side]): Lodger => {
    const lodger: Lodger = { name: newName(), source, started: null, state: STARTING, settledAt: null };
    if (source.kind === "files") void load(lodger, source);
    else if (source.kind === "dead") settle(lodger, FAILED);
    return lodger;
  };
  const takeIn = (key: string, match: Match): Lodging => {
    const apps = { a: toLodger(match.a), b: toLodger(match.b) };
    const needs = SIDES.filter((side) => apps[side].source.kind === "sandbox").length;
    const ending = new AbortController();
    const lodging: Lodging = { key, apps, ending, needs, isUp: needs === 0, askedAt: null };
    lodgings.set(key, lodging);
    return lodging;
  };
  const bringUp = (lodging: Lodging): void => {
    if (lodging.isUp || !hasRoom(lodging.needs)) return;
    lodging.isUp = true;
    const { signal } = lodging.ending;
    for (const lodger of Object.values(lodging.apps))
      if (lodger.source.kind === "sandbox") void start(lodger, lodger.source.start(signal), signal);
  };
  return {
    open: (rater, match) => {
      const key = keyOf(rater, match.id);
      const lodging = lodgings.get(key) ?? takeIn(key, match);
      lodging.askedAt = now();
      if (!lodging.isUp) makeRoom(lodging.needs);
      bringUp(lodging);
      return { a: lodging.apps.a.state, b: lodging.apps.b.state };
    },
    warm: (rater, match) => {
      const key = keyOf(rater, match.id);
      const needs = SIDES.filter((side) => match[side].source.kind === "sandbox").length;
      if (needs > 0 && !lodgings.has(key) && hasRoom(needs)) bringUp(takeIn(key, match));
    },
    settledAt: (rater, match) => {
      const apps = lodgings.get(keyOf(rater, match.id))?.apps;
      const times = SIDES.map((side) => apps?.[side].settledAt ?? null);
      return times.some((time) => time === null) ? null : Math.max(...times.map((time) => time!));
    },
    page: async (name) => {
      const found = [...lodgings.values()]
        .flatMap(({ apps }) => [apps.a, apps.b])
        .find((one) => one.name === name);
      return found?.source.kind === "files" ? pages.get(found.source).catch(() => null) : null;
    },
    close: (rater, matchId) => close(keyOf(rater, matchId)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...lodgings.keys()].map(close));
    },
  };
}

async function release({ ending, apps }: Lodging): Promise<void> {
  ending.abort(new Error("the battle is over"));
  await Promise.all(
    [apps.a, apps.b].map(async ({ started }) => {
      const app = await started?.catch(() => null);
      await app?.[Symbol.asyncDispose]();
    }),
  );
}

const keyOf = (rater: string, matchId: string): string => JSON.stringify([rater, matchId]);
