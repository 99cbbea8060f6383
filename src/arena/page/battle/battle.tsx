import { type Dispatch, useCallback, useState } from "react";
import { useMedia } from "../../../report/viewer/parts/use-media.ts";
import type { Place } from "../../site/protocol.ts";
import { Reveal } from "../reveal/reveal.tsx";
import type { Client } from "../server/client.ts";
import type { Action } from "../session/reduce.ts";
import type { BattleState } from "../session/state.ts";
import { useWatch } from "../use/use-watch.ts";
import { PLACES } from "../vote/answer-word.ts";
import { useKeys } from "../vote/use-keys.ts";
import { VoteBar } from "../vote/vote-bar.tsx";
import { BattleHead } from "./battle-head.tsx";
import { Pane } from "./pane.tsx";
import { PlaceTabs } from "./place-tabs.tsx";

interface BattleProps {
  readonly state: BattleState;
  readonly dispatch: Dispatch<Action>;
  readonly client: Client;
}

/** Two apps beside each other, and what is asked of them; after the vote, who built them. */
export function Battle({ state, dispatch, client }: BattleProps) {
  const { battle } = state;
  const isPhone = useMedia("(width <= 640px)");
  const [shown, setShown] = useState<Place>("first");
  const [full, setFull] = useState<Place | null>(null);
  const [isBuilt, setIsBuilt] = useState(false);
  const watch = useWatch();
  const submit = () => {
    setFull(null);
    dispatch({ kind: "submit", use: watch.read() });
  };
  const next = () => dispatch({ kind: "ask" });
  const lose = useCallback(() => dispatch({ kind: "lost" }), [dispatch]);
  useKeys((command) => {
    switch (command.kind) {
      case "answer":
        dispatch({ kind: "answer", axis: "overall", answer: command.answer });
        return state.at === "battle";
      case "submit":
        submit();
        return true;
      case "next":
        if (state.at === "reveal") next();
        return state.at === "reveal";
      case "leave":
        setFull(null);
        return full !== null;
      default:
        return false;
    }
  });
  const isInView = (place: Place): boolean => (full === null ? !isPhone || shown === place : full === place);
  return (
    <div className="battle">
      <BattleHead battle={battle} isBuilt={isBuilt} onBuilt={() => setIsBuilt(!isBuilt)} />
      {isPhone && <PlaceTabs current={shown} onChoose={setShown} />}
      <div className="panes">
        {PLACES.map((place) => (
          <Pane
            key={place}
            app={{ battle: battle.id, place }}
            first={battle[place]}
            client={client}
            watch={watch}
            isTab={isPhone}
            isInView={isInView(place)}
            isBuilt={isBuilt}
            isFull={full === place}
            onFull={() => setFull(full === place ? null : place)}
            onLost={lose}
          />
        ))}
      </div>
      {state.at === "reveal" ? (
        <Reveal state={state} onNext={next} />
      ) : (
        <VoteBar state={state} dispatch={dispatch} onSubmit={submit} />
      )}
    </div>
  );
}
