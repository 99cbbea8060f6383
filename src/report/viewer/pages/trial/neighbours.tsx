import { useEffect, useState } from "react";
import { useReport } from "../../data/report.tsx";
import { hrefs } from "../../data/router.ts";
import { toTrialView, type TrialView } from "../../data/trials.ts";
import { isTyping } from "./is-typing.ts";
import { readKeysSetting, storeKeysSetting } from "./keys-setting.ts";

/** The trials before and after this one, in the order of the plan. */
export function Neighbours({ view: { run, n }, tab }: { view: TrialView; tab: string | null }) {
  const { index } = useReport();
  const runIndex = index.runs[run]!;
  const count = runIndex.trials.task.length;
  const toTrial = (place: number): string | null =>
    place < 0 || place >= count
      ? null
      : hrefs.trial(runIndex.runId, toTrialView(runIndex, run, place).id, { tab });
  const [before, after] = [toTrial(n - 1), toTrial(n + 1)];
  const keys = useNeighbourKeys(before, after);
  return (
    <nav className="neighbours" aria-label="Other trials">
      <a href={hrefs.grid()}>All trials</a>
      <Neighbour label="Previous" href={before} />
      <Neighbour label="Next" href={after} />
      <span className="dim">{`${n + 1} of ${count}`}</span>
      <button
        type="button"
        aria-pressed={keys.isOn}
        onClick={keys.toggle}
        className="keys"
        title={`The keys [ and ] go to the previous and the next trial: ${keys.isOn ? "on" : "off"}`}
      >
        Keys <kbd>[</kbd> <kbd>]</kbd>
      </button>
    </nav>
  );
}

function Neighbour({ label, href }: { label: string; href: string | null }) {
  return href === null ? (
    <span className="dim">{label}</span>
  ) : (
    <a href={href} rel={label === "Next" ? "next" : "prev"}>
      {label}
    </a>
  );
}

/** Keys of one character can be in the way of who speaks to the machine: they can be turned off (WCAG 2.1.4). */
function useNeighbourKeys(before: string | null, after: string | null) {
  const [isOn, setIsOn] = useState(readKeysSetting);
  useEffect(() => {
    if (!isOn) return undefined;
    const follow = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const href = event.key === "[" ? before : event.key === "]" ? after : null;
      if (href !== null) location.hash = href;
    };
    addEventListener("keydown", follow);
    return () => removeEventListener("keydown", follow);
  }, [isOn, before, after]);
  const toggle = () => {
    storeKeysSetting(!isOn);
    setIsOn(!isOn);
  };
  return { isOn, toggle };
}
