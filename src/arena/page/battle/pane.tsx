import { useState } from "react";
import type { AppState } from "../../site/protocol.ts";
import { Built } from "../built/built.tsx";
import type { AppKey, Client } from "../server/client.ts";
import type { Watch } from "../use/watch-frames.ts";
import { LETTERS } from "../vote/answer-word.ts";
import { useSpeech } from "../words/language.tsx";
import { Frame } from "./frame.tsx";
import { Notice } from "./notice.tsx";
import { paneId, tabId } from "./place-tabs.tsx";
import { Tools } from "./tools.tsx";
import { useAppState } from "./use-app-state.ts";

interface PaneProps {
  readonly app: AppKey;
  /** What the battle told of it. */
  readonly first: AppState;
  readonly client: Client;
  readonly watch: Watch;
  readonly isTab: boolean;
  /** Whether it is not hidden behind the other one. */
  readonly isInView: boolean;
  readonly isBuilt: boolean;
  readonly isFull: boolean;
  readonly onFull: () => void;
  readonly onLost: () => void;
}

/** One of the two apps. It stays loaded while it is hidden, and while one looks at how it was built. */
export function Pane(props: PaneProps) {
  const { app, first, client, watch, isTab, isInView, isBuilt, isFull, onFull, onLost } = props;
  const { place } = app;
  const { words } = useSpeech();
  const { state, failures, loads, reload } = useAppState(client, app, first);
  const [isPhoneWide, setIsPhoneWide] = useState(false);
  const name = words.app.name(LETTERS[place]);
  const isReady = state.state === "ready" && state.src !== null;
  const classes = ["pane", isFull && "full-screen", isInView && "in-view", isBuilt && "is-built"];
  return (
    <section
      id={paneId(place)}
      className={classes.filter(Boolean).join(" ")}
      {...(isTab ? { role: "tabpanel", "aria-labelledby": tabId(place) } : { "aria-label": name })}
    >
      <Tools
        name={name}
        isReady={isReady && !isBuilt}
        isPhoneWide={isPhoneWide}
        isFull={isFull}
        onWidth={setIsPhoneWide}
        onReload={reload}
        onFull={onFull}
      />
      <div className="stage">
        {isReady ? (
          <Frame
            key={loads}
            place={place}
            title={name}
            src={state.src}
            isInView={isInView && !isBuilt}
            isPhoneWide={isPhoneWide}
            tell={watch.tell}
          />
        ) : (
          <Notice state={state.state} isAway={failures > 0} onLost={onLost} />
        )}
        {isBuilt && <Built app={app} client={client} />}
        <p role="status" className="visually-hidden">
          {isReady && words.app.ready(LETTERS[place])}
        </p>
      </div>
    </section>
  );
}
