import { useEffect, useState } from "react";
import type { AppState } from "../../site/protocol.ts";
import { useNow } from "../wait/use-now.ts";
import { useSpeech } from "../words/language.tsx";

/** So long it may start before the page says that it still does. */
const SOON_MS = 5_000;
/** To read that there is another battle, and why. */
const READ_MS = 3_000;

interface NoticeProps {
  readonly state: AppState["state"];
  readonly isAway: boolean;
  /** Asks for another battle. */
  readonly onLost: () => void;
}

/** In the place of an app that is not there yet, or never will be. */
export function Notice({ state, isAway, onLost }: NoticeProps) {
  const { app } = useSpeech().words;
  if (state === "lost") return <Lost onLost={onLost} />;
  if (state !== "failed") return <Starting isAway={isAway} />;
  return (
    <div className="notice" role="status">
      <p>
        <strong>{app.notStarted}</strong>
      </p>
      <p>{app.stillVote}</p>
    </div>
  );
}

function Lost({ onLost }: Pick<NoticeProps, "onLost">) {
  const { app } = useSpeech().words;
  useEffect(() => {
    const timer = setTimeout(onLost, READ_MS);
    return () => clearTimeout(timer);
  }, [onLost]);
  return (
    <div className="notice" role="status">
      <p>{app.lost}</p>
    </div>
  );
}

function Starting({ isAway }: Pick<NoticeProps, "isAway">) {
  const { words, time } = useSpeech();
  const now = useNow();
  const [sinceMs] = useState(Date.now);
  const seconds = Math.floor((now - sinceMs) / 1_000);
  return (
    <div className="notice">
      <p role="status">{isAway ? words.ask.away : words.app.starting}</p>
      {!isAway && now - sinceMs > SOON_MS && (
        <p className="dim">{words.app.stillStarting(time(seconds * 1_000))}</p>
      )}
    </div>
  );
}
