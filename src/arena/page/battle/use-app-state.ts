import { useEffect, useRef, useState } from "react";
import type { AppState } from "../../site/protocol.ts";
import type { AppKey, Client } from "../server/client.ts";
import { toTrouble } from "../server/trouble.ts";
import { backOffMs } from "../session/back-off.ts";

const ASK_MS = 1_000;
/** What is there may end, and the server ends what nobody asks for. */
const LIFE_MS = 30_000;

interface Known {
  readonly state: AppState;
  /** Requests in a row that nobody answered. */
  readonly failures: number;
  /** How often the rater had it loaded anew. */
  readonly loads: number;
}

/** An app as the server has it, asked again until it is known not to come, and where the rater loads it anew. */
export function useAppState(client: Client, { battle, place }: AppKey, first: AppState) {
  const [known, setKnown] = useState<Known>({ state: first, failures: 0, loads: 0 });
  const ask = useRef<(isReload: boolean) => void>(() => {});
  useEffect(() => {
    const control = new AbortController();
    const go = async (isReload: boolean) => {
      const change = await askState(() => client.askApp({ battle, place }, control.signal));
      if (control.signal.aborted) return;
      setKnown((before) => ({ ...change(before), loads: before.loads + Number(isReload) }));
    };
    ask.current = (isReload) => void go(isReload);
    return () => control.abort();
  }, [client, battle, place]);
  useEffect(() => {
    const isThere = known.state.state === "ready";
    if (known.state.state !== "starting" && !isThere) return undefined;
    const waitMs = known.failures > 0 ? backOffMs(known.failures) : isThere ? LIFE_MS : ASK_MS;
    const timer = setTimeout(() => ask.current(false), waitMs);
    return () => clearTimeout(timer);
  }, [known]);
  return { ...known, reload: () => ask.current(true) };
}

async function askState(ask: () => Promise<AppState>): Promise<(before: Known) => Known> {
  try {
    const state = await ask();
    return (before) => ({ ...before, state, failures: 0 });
  } catch (error) {
    if (toTrouble(error).kind === "away") return (before) => ({ ...before, failures: before.failures + 1 });
    return (before) => ({ ...before, state: { state: "lost", src: null }, failures: 0 });
  }
}
