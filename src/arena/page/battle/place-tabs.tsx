import { type KeyboardEvent, useRef } from "react";
import type { Place } from "../../site/protocol.ts";
import { LETTERS, PLACES } from "../vote/answer-word.ts";
import { useSpeech } from "../words/language.tsx";

export const tabId = (place: Place): string => `tab-${place}`;
export const paneId = (place: Place): string => `pane-${place}`;

const STEPS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

interface PlaceTabsProps {
  readonly current: Place;
  readonly onChoose: (place: Place) => void;
}

/** Where only one app fits at a time: tabs as ARIA has them. With two of them, any arrow leads to the other one. */
export function PlaceTabs({ current, onChoose }: PlaceTabsProps) {
  const { app } = useSpeech().words;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    if (!STEPS.has(event.key)) return;
    event.preventDefault();
    const other = current === "first" ? "second" : "first";
    const place = event.key === "Home" ? "first" : event.key === "End" ? "second" : other;
    onChoose(place);
    list.current?.querySelector<HTMLElement>(`#${tabId(place)}`)?.focus();
  };
  return (
    <div className="place-tabs" role="tablist" aria-label={app.both} ref={list} onKeyDown={move}>
      {PLACES.map((place) => (
        <button
          key={place}
          type="button"
          role="tab"
          id={tabId(place)}
          aria-selected={place === current}
          aria-controls={paneId(place)}
          tabIndex={place === current ? 0 : -1}
          onClick={() => onChoose(place)}
        >
          {app.name(LETTERS[place])}
        </button>
      ))}
    </div>
  );
}
