import { useState } from "react";
import { toPictureSource } from "../../data/pictures.ts";
import type { RunIndex } from "../../../model/report-index.ts";
import { isSingleFile } from "../../data/chunks.ts";
import { hrefs } from "../../data/router.ts";
import { toTrialView, type TrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatScore } from "../../parts/format.ts";
import { StateTag } from "../../parts/tag.tsx";
import { AppPlayer } from "./app-player.tsx";
import { MOST_PLAYING, type TaskView, togglePlaying } from "./view.ts";

interface AppsProps {
  readonly index: RunIndex;
  readonly run: number;
  /** Of the task's trials. */
  readonly places: readonly number[];
  readonly view: TaskView;
  readonly change: (view: TaskView) => void;
}

/** Stacks whose apps are files, so that they play without a server. */
const PLAYABLE_STACKS: ReadonlySet<string> = new Set(["static", "vite"]);

/** What every configuration built, side by side. */
export function Apps({ index, run, places, view, change }: AppsProps) {
  const trials = places.map((n) => toTrialView(index, run, n));
  const isSingle = isSingleFile(document);
  const canPlay = !isSingle && trials.some(isPlayable);
  return (
    <section aria-labelledby="apps">
      <h2 id="apps">What was built</h2>
      {canPlay && (
        <p className="dim">{`Apps play here, each in a frame that keeps it from this report; at most ${MOST_PLAYING} at a time.`}</p>
      )}
      {isSingle && (
        <p className="dim">This report is one file: pictures and apps are in a report that is a folder.</p>
      )}
      {trials.length === 0 && <p className="dim">The run has no trial of this task.</p>}
      <ul className="task-apps">
        {trials.map((trial) => {
          const isPlaying = view.playing.includes(trial.n) && isPlayable(trial) && !isSingle;
          return (
            <li key={trial.n} className={isPlaying ? "playing" : undefined}>
              <AppCard
                {...{ trial, isPlaying }}
                runId={index.runId}
                tells={toTells(index)}
                onPlay={isPlayable(trial) && !isSingle ? () => change(togglePlaying(view, trial.n)) : null}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const isPlayable = ({ task, state, failedPhase }: TrialView): boolean =>
  PLAYABLE_STACKS.has(task.stack) &&
  (state === "passed" || state === "failed") &&
  failedPhase !== "freeze" &&
  failedPhase !== "build";

/** What tells the trials of one configuration apart. */
interface Tells {
  readonly language: boolean;
  readonly seed: boolean;
}

const toTells = ({ trials }: RunIndex): Tells => ({
  language: trials.languages.length > 1,
  seed: trials.seed.some((seed) => seed !== trials.seed[0]),
});

interface AppCardProps {
  readonly runId: string;
  readonly trial: TrialView;
  readonly tells: Tells;
  readonly isPlaying: boolean;
  /** Null: there is nothing to play. */
  readonly onPlay: (() => void) | null;
}

function AppCard({ runId, trial, tells, isPlaying, onPlay }: AppCardProps) {
  const { name } = trial.group.configuration;
  const which = [
    tells.language ? trial.language : null,
    `attempt ${trial.attempt}`,
    tells.seed ? `seed ${trial.seed}` : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
  const href = hrefs.trial(runId, trial.id);
  return (
    <article className="task-app" aria-label={`${name}, ${which}`}>
      {isPlaying ? (
        <AppPlayer trial={trial} href={href} title={`App of ${name}, ${which}`} />
      ) : (
        <AppPicture trial={trial} />
      )}
      <h3>
        <DataText>{name}</DataText>
      </h3>
      <p className="task-app-facts">
        <StateTag state={trial.state} failedPhase={trial.failedPhase} />
        <span>{`score ${formatScore(trial.score)}`}</span>
        <span className="dim">{which}</span>
      </p>
      <p className="task-app-links">
        {onPlay !== null && (
          <button type="button" aria-pressed={isPlaying} onClick={onPlay}>
            {isPlaying ? "Stop" : "Play"}
            <span className="visually-hidden">{` the app of ${name}, ${which}`}</span>
          </button>
        )}
        <a href={href}>
          Trial<span className="visually-hidden">{` of ${name}, ${which}`}</span>
        </a>
      </p>
    </article>
  );
}

function AppPicture({ trial: { run, n, picture, task, group } }: { trial: TrialView }) {
  const [isMissing, setIsMissing] = useState(false);
  if (picture === null || isMissing) return <div className="task-picture none">no picture</div>;
  return (
    <img
      className="task-picture"
      src={toPictureSource(run, n, `screenshots/turn-${picture}/first-page.jpg`)}
      alt={`First page of ${task.title} by ${group.configuration.name}`}
      loading="lazy"
      decoding="async"
      onError={() => setIsMissing(true)}
    />
  );
}
