import { type Dispatch, useEffect, useReducer } from "react";
import type { Client } from "../server/client.ts";
import { toTrouble } from "../server/trouble.ts";
import { type Action, reduce } from "./reduce.ts";
import { START, type State } from "./state.ts";

/** Carries a rater from battle to battle: asks, sends, waits, and tries again where nobody answers. */
export function useSession(client: Client): [State, Dispatch<Action>] {
  const [state, dispatch] = useReducer(reduce, START);
  useEffect(() => {
    if (!isPending(state)) return undefined;
    const control = new AbortController();
    const waitMs = state.away === null ? 0 : state.away.retryAtMs - Date.now();
    const go = async () => {
      const action = await carryOut(client, state, control.signal);
      if (!control.signal.aborted) dispatch(action);
    };
    const timer = setTimeout(() => void go(), waitMs);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [client, state]);
  useEffect(() => {
    if (state.at !== "waiting") return undefined;
    const timer = setTimeout(() => dispatch({ kind: "ask" }), state.untilMs - Date.now());
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    const retry = () => dispatch({ kind: "retry", atMs: Date.now() });
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, []);
  return [state, dispatch];
}

type Pending = Extract<State, { at: "loading" | "sending" }>;

/** Whether something is asked of the server: nothing that happens meanwhile makes another object of this state. */
const isPending = (state: State): state is Pending =>
  state.at === "sending" || (state.at === "loading" && state.refusal === null);

async function carryOut(client: Client, state: Pending, signal: AbortSignal): Promise<Action> {
  try {
    if (state.at === "loading")
      return { kind: "next", next: await client.askBattle(signal), atMs: Date.now() };
    return { kind: "revealed", reveal: await client.sendVote(state.battle.id, state.ballot, signal) };
  } catch (error) {
    const { kind, message } = toTrouble(error);
    return kind === "away"
      ? { kind: "away", atMs: Date.now() }
      : { kind: "refused", refusal: { kind, message } };
  }
}
