import { type Dispatch, useEffect, useRef, useState } from "react";
import { Battle } from "./battle/battle.tsx";
import { Header } from "./header.tsx";
import type { Client } from "./server/client.ts";
import type { Action } from "./session/reduce.ts";
import type { State } from "./session/state.ts";
import { useSession } from "./session/use-session.ts";
import { Status } from "./status.tsx";
import { KeysDialog } from "./vote/keys-dialog.tsx";
import { useKeys } from "./vote/use-keys.ts";
import { Done } from "./wait/done.tsx";
import { Loading } from "./wait/loading.tsx";
import { Waiting } from "./wait/waiting.tsx";

/** The whole page. */
export function App({ client }: { readonly client: Client }) {
  const [state, dispatch] = useSession(client);
  const [isKeys, setIsKeys] = useState(false);
  useKeys(({ kind }) => {
    if (kind === "keys") setIsKeys(true);
    return kind === "keys";
  });
  useFocusKept(state.at);
  return (
    <div className="arena">
      <Header progress={"progress" in state ? state.progress : null} onKeys={() => setIsKeys(true)} />
      <main id="main" tabIndex={-1}>
        <Screen state={state} dispatch={dispatch} client={client} />
      </main>
      <Status state={state} />
      <KeysDialog isOpen={isKeys} onClose={() => setIsKeys(false)} />
    </div>
  );
}

interface ScreenProps {
  readonly state: State;
  readonly dispatch: Dispatch<Action>;
  readonly client: Client;
}

function Screen({ state, dispatch, client }: ScreenProps) {
  switch (state.at) {
    case "loading":
      return <Loading state={state} dispatch={dispatch} />;
    case "waiting":
      return <Waiting state={state} />;
    case "done":
      return <Done onLook={() => dispatch({ kind: "ask" })} />;
    default:
      return <Battle key={state.battle.id} state={state} dispatch={dispatch} client={client} />;
  }
}

/** Where what had the focus is gone, the heading of what came in its place has it. */
function useFocusKept(at: State["at"]): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && document.activeElement === document.body)
      document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [at]);
}
