import type { SandboxFile } from "../../core/sandbox.ts";
import type { AppSource, StartedApp } from "./match.ts";
import type { AppState } from "./protocol.ts";

export interface HouseOptions {
  /** Sandboxes at a time; the one that nobody has asked for longest ends first. */
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

/** Keeps the apps of open battles up. Disposing it ends all of them. */
export interface AppHouse extends AsyncDisposable {
  /** Begins to bring an app up where it is not; tells how far it is. */
  readonly open: (key: string, source: AppSource) => AppState;
  /** Brings an app up beforehand, as long as nobody else's has to end for it. */
  readonly warm: (key: string, source: AppSource) => void;
  /** When it could be used, or failed, in ms since the epoch; null: not yet. */
  readonly settledAt: (key: string) => number | null;
  /** The page of an app that is nothing but files, by the name in its address. */
  readonly page: (name: string) => Promise<string | null>;
  readonly close: (keys: readonly string[]) => Promise<void>;
}

interface Lodger {
  readonly key: string;
  readonly name: string;
  readonly ending: AbortController;
  page: Promise<string | null> | null;
  started: Promise<StartedApp> | null;
  state: AppState;
  settledAt: number | null;
  askedAt: number;
}

const STARTING: AppState = { state: "starting", src: null };
const FAILED: AppState = { state: "failed", src: null };
const LOST: AppState = { state: "lost", src: null };

export function createAppHouse(options: HouseOptions): AppHouse {
  const { mostStarted, pack, now, newName, isOwnFault, note } = options;
  const lodgers = new Map<string, Lodger>();
  const settle = (lodger: Lodger, state: AppState): void => {
    lodger.state = state;
    lodger.settledAt ??= now();
  };
  const close = async (keys: readonly string[]): Promise<void> => {
    const leaving = keys.flatMap((key) => lodgers.get(key) ?? []);
    for (const { key } of leaving) lodgers.delete(key);
    await Promise.all(leaving.map(release));
  };
  const listStarted = (): Lodger[] => [...lodgers.values()].filter(({ started }) => started !== null);
  const makeRoom = (): void => {
    const started = listStarted();
    if (started.length < mostStarted) return;
    const [oldest] = started.toSorted((x, y) => x.askedAt - y.askedAt);
    void close([oldest!.key]);
  };
  const startSandbox = (lodger: Lodger, source: Extract<AppSource, { kind: "sandbox" }>): void => {
    makeRoom();
    lodger.started = source.start(lodger.ending.signal);
    void watchStart(lodger, lodger.started);
  };
  const watchStart = async (lodger: Lodger, started: Promise<StartedApp>): Promise<void> => {
    try {
      const { url, ended } = await started;
      settle(lodger, { state: "ready", src: url });
      ended.addEventListener("abort", () => settle(lodger, FAILED));
    } catch (error) {
      settle(lodger, isOwnFault(error) ? FAILED : LOST);
      if (!lodger.ending.signal.aborted) note(`an app did not start: ${(error as Error).message}`);
    }
  };
  const packFiles = async (source: Extract<AppSource, { kind: "files" }>): Promise<string | null> => {
    const files = await source.read();
    return files === null ? null : pack(files);
  };
  const watchPage = async (lodger: Lodger, made: Promise<string | null>): Promise<void> => {
    try {
      const page = await made;
      settle(lodger, page === null ? LOST : { state: "ready", src: `/apps/${lodger.name}.html` });
    } catch (error) {
      settle(lodger, LOST);
      note(`an app cannot be read: ${(error as Error).message}`);
    }
  };
  const takeIn = (key: string, source: AppSource): Lodger => {
    const lodger: Lodger = {
      key,
      name: newName(),
      ending: new AbortController(),
      page: null,
      started: null,
      state: STARTING,
      settledAt: null,
      askedAt: now(),
    };
    lodgers.set(key, lodger);
    if (source.kind === "sandbox") startSandbox(lodger, source);
    else if (source.kind === "files") {
      lodger.page = packFiles(source);
      void watchPage(lodger, lodger.page);
    } else settle(lodger, FAILED);
    return lodger;
  };
  return {
    open: (key, source) => {
      const lodger = lodgers.get(key) ?? takeIn(key, source);
      lodger.askedAt = now();
      return lodger.state;
    },
    warm: (key, source) => {
      if (source.kind !== "sandbox" || lodgers.has(key) || listStarted().length >= mostStarted) return;
      takeIn(key, source);
    },
    settledAt: (key) => lodgers.get(key)?.settledAt ?? null,
    page: async (name) => {
      const lodger = [...lodgers.values()].find((one) => one.name === name);
      return lodger?.page?.catch(() => null) ?? null;
    },
    close,
    [Symbol.asyncDispose]: () => close([...lodgers.keys()]),
  };
}

async function release({ ending, started }: Lodger): Promise<void> {
  ending.abort(new Error("the battle is over"));
  const app = await started?.catch(() => null);
  await app?.[Symbol.asyncDispose]();
}

/** What an app is known by: each rater has one of his own, whatever the others do to theirs. */
export const appKey = (rater: string, match: string, side: "a" | "b"): string =>
  JSON.stringify([rater, match, side]);
