import { useMemo } from "react";
import { ENTRY_KINDS, type EntryKind, type TranscriptEntry } from "../../../../model/transcript.ts";
import { formatCount } from "../../../parts/format.ts";
import { readWords } from "../address.ts";
import { useOpenTrial } from "../open-trial.ts";
import { kindWord } from "./kind-words.ts";
import { countKinds } from "./timeline.ts";

/** Which kinds of entries are shown: those that are pressed; where none is, all. */
export function KindFilter({ entries }: { entries: readonly TranscriptEntry[] }) {
  const { query, replace } = useOpenTrial();
  const pressed = readWords(query, "kinds", ENTRY_KINDS);
  const onlyErrors = query.get("errors") === "only";
  const counts = useMemo(() => countKinds(entries), [entries]);
  const errors = useMemo(() => entries.filter(({ isError }) => isError).length, [entries]);
  const toggle = (kind: EntryKind) => {
    const next = pressed.includes(kind) ? pressed.filter((one) => one !== kind) : [...pressed, kind];
    replace({ kinds: next.join(",") });
  };
  return (
    <div className="bar kinds" role="group" aria-label="Show only">
      {counts
        .filter(({ kind }) => kind !== "turn")
        .map(({ kind, count }) => (
          <button key={kind} type="button" aria-pressed={pressed.includes(kind)} onClick={() => toggle(kind)}>
            {kindWord(kind)} <span className="count">{formatCount(count)}</span>
          </button>
        ))}
      <button
        type="button"
        aria-pressed={onlyErrors}
        onClick={() => replace({ errors: onlyErrors ? null : "only" })}
      >
        Errors only <span className="count">{formatCount(errors)}</span>
      </button>
    </div>
  );
}
