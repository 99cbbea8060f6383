import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef } from "react";
import { formatCost } from "../../../../core/format.ts";
import { hrefs } from "../../data/router.ts";
import { toTrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatScore, showHidden } from "../../parts/format.ts";
import { StateTag } from "../../parts/tag.tsx";
import { textScale } from "../../parts/text-scale.ts";
import { formatSpan } from "../../parts/words.ts";
import { FlipMark } from "./flip-mark.tsx";
import { ListHead } from "./list-head.tsx";
import type { ShownProps } from "./shown.ts";
import { sortTrials } from "./sort-trials.ts";

/** As the style has it. */
const ROW_HEIGHT_REM = 2.5;
const OVERSCAN = 10;
const COLUMNS = 8;

/** One trial a line. Only the lines in sight are on the page. */
export function TrialList({ run, shown, view, flips, change }: ShownProps) {
  const { column, isDescending } = view.order;
  const sorted = useMemo(
    () => sortTrials(run, shown, { column, isDescending }),
    [run, shown, column, isDescending],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_REM * 16 * textScale(),
    overscan: OVERSCAN,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="grid-scroll" ref={scroller} tabIndex={0} role="region" aria-label="List of trials">
      <table
        className={flips === null ? "grid-list" : "grid-list with-flips"}
        aria-rowcount={sorted.length + 1}
      >
        <ListHead order={view.order} change={(order) => change({ order })} />
        <tbody>
          <Gap height={before} />
          {items.map(({ index }) => {
            const place = sorted[index]!;
            return <TrialLine key={place} {...{ run, place, index }} flip={flips?.[place] ?? null} />;
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the lines that are not on the page. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={COLUMNS} className="grid-gap" style={{ blockSize: height }} />
    </tr>
  );
}

interface TrialLineProps extends Pick<ShownProps, "run"> {
  readonly place: number;
  readonly index: number;
  readonly flip: "up" | "down" | null;
}

const TrialLine = memo(function TrialLine({ run, place, index, flip }: TrialLineProps) {
  const trial = toTrialView(run, 0, place);
  const [firstCheck, ...otherChecks] = trial.failedChecks;
  const hasLanguages = run.trials.languages.length > 1;
  return (
    <tr aria-rowindex={index + 2}>
      <td className="n dim">{place + 1}</td>
      <th scope="row">
        <a href={hrefs.trial(run.runId, trial.id)}>
          <DataText>{trial.task.title}</DataText>
          <span className="dim">{` ${hasLanguages ? `${trial.language}, ` : ""}attempt ${trial.attempt}`}</span>
        </a>
      </th>
      <td>
        <StateTag state={trial.state} failedPhase={trial.failedPhase} /> <FlipMark flip={flip} />
      </td>
      <td title={showHidden(trial.group.configuration.name)}>
        <DataText>{trial.group.configuration.name}</DataText>
      </td>
      <td className="n">{formatScore(trial.score)}</td>
      <td title={showHidden(trial.failedChecks.join(", "))}>
        {firstCheck !== undefined && (
          <>
            <DataText>{firstCheck}</DataText>
            {otherChecks.length > 0 && <span className="dim">{` +${otherChecks.length}`}</span>}
          </>
        )}
      </td>
      <td className="n">{trial.costUsd === null ? "–" : formatCost(trial.costUsd)}</td>
      <td className="n">{formatSpan(trial.durationMs)}</td>
    </tr>
  );
});
