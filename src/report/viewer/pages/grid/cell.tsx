import { memo } from "react";
import { type RunIndex, STATES } from "../../../model/report-index.ts";
import { hrefs } from "../../data/router.ts";
import { toTrialView, type TrialView } from "../../data/trials.ts";
import { formatScore } from "../../parts/format.ts";
import { StateTag, stateWord } from "../../parts/tag.tsx";
import { FlipMark } from "./flip-mark.tsx";
import type { Flips } from "./flips.ts";
import { Picture } from "./picture.tsx";
import { meanOf } from "./task-rows.ts";

export interface CellProps {
  readonly run: RunIndex;
  /** Places of its trials. */
  readonly places: readonly number[];
  readonly flips: Flips | null;
  readonly hasPictures: boolean;
  /** Whether trials must be told apart by their language. */
  readonly hasLanguages: boolean;
}

const PASSED = STATES.indexOf("passed");
const FAILED = STATES.indexOf("failed");
const OPEN = new Set([STATES.indexOf("running"), STATES.indexOf("waiting")]);

/** More trials than that are a count, which leads to the list of them. */
const MOST_MARKS = 6;

/** All trials of one task by one configuration. */
export const Cell = memo(function Cell({ run, places, flips, hasPictures, hasLanguages }: CellProps) {
  if (places.length === 0) return <span className="dim grid-none">no trial</span>;
  if (places.length === 1) return <OneTrial {...{ run, flips, hasPictures }} place={places[0]!} />;
  const trials = places.slice(0, MOST_MARKS + 1).map((n) => toTrialView(run, 0, n));
  const shown = trials.find(({ picture }) => picture !== null) ?? trials[0]!;
  const passed = places.filter((n) => run.trials.state[n] === PASSED).length;
  const isOver = !places.some((n) => OPEN.has(run.trials.state[n]!));
  const scored = passed + places.filter((n) => run.trials.state[n] === FAILED).length;
  return (
    <div className="grid-cell">
      {hasPictures && <Picture trial={shown} />}
      <span className="grid-sum">
        <span>{scored === 0 ? `none scored${isOver ? "" : " yet"}` : `${passed} of ${scored} passed`}</span>
        <span className="grid-score">{formatScore(meanOf(places.map((n) => run.trials.score[n])))}</span>
      </span>
      {places.length > MOST_MARKS ? (
        <a
          href={hrefs.grid({ task: shown.task.id, group: shown.group.configuration.name, layout: "list" })}
          tabIndex={-1}
        >
          {`List the ${places.length} trials`}
        </a>
      ) : (
        <span className="grid-marks">
          {trials.map((trial) => (
            <TrialMark key={trial.n} run={run} trial={trial} hasLanguage={hasLanguages} />
          ))}
        </span>
      )}
      <CellFlips places={places} flips={flips} />
    </div>
  );
});

function OneTrial({
  run,
  place,
  flips,
  hasPictures,
}: Omit<CellProps, "places" | "hasLanguages"> & { place: number }) {
  const trial = toTrialView(run, 0, place);
  return (
    <a className="grid-cell" href={hrefs.trial(run.runId, trial.id)} tabIndex={-1}>
      {hasPictures && <Picture trial={trial} />}
      <span className="grid-sum">
        <StateTag state={trial.state} failedPhase={trial.failedPhase} />
        <span className="grid-score">{formatScore(trial.score)}</span>
      </span>
      <FlipMark flip={flips?.[place] ?? null} />
    </a>
  );
}

const GLYPHS: Readonly<Record<TrialView["state"], string>> = {
  passed: "✓",
  failed: "✗",
  unscored: "?",
  cancelled: "–",
  running: "…",
  waiting: "·",
};

interface TrialMarkProps {
  readonly run: RunIndex;
  readonly trial: TrialView;
  readonly hasLanguage: boolean;
}

function TrialMark({ run, trial, hasLanguage }: TrialMarkProps) {
  const { state, language, attempt, seed, score } = trial;
  const parts = [hasLanguage ? language : null, `attempt ${attempt}`, `seed ${seed}`, stateWord(state)];
  const name = `${parts.filter(Boolean).join(", ")}, score ${formatScore(score)}`;
  return (
    <a
      className={`grid-mark ${state}`}
      href={hrefs.trial(run.runId, trial.id)}
      title={name}
      aria-label={name}
      tabIndex={-1}
    >
      {`${GLYPHS[state]}${hasLanguage ? ` ${language}` : ""}`}
    </a>
  );
}

function CellFlips({ places, flips }: Pick<CellProps, "places" | "flips">) {
  if (flips === null) return null;
  const up = places.filter((n) => flips[n] === "up").length;
  const down = places.filter((n) => flips[n] === "down").length;
  return (
    <>
      {up > 0 && <span className="grid-flip up">{`▲ ${up} now ${up === 1 ? "passes" : "pass"}`}</span>}
      {down > 0 && <span className="grid-flip down">{`▼ ${down} now ${down === 1 ? "fails" : "fail"}`}</span>}
    </>
  );
}
