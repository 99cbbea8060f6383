import type { ComparisonDetail } from "../../../model/boards.ts";
import { DataText } from "../../parts/data-text.tsx";
import { findPair, type Choice } from "./choices.ts";
import { Conditions } from "./conditions.tsx";
import { PairList } from "./pair-list.tsx";
import { PairView } from "./pair-view.tsx";

export interface ComparisonViewProps {
  readonly detail: ComparisonDetail;
  readonly choice: Choice;
  readonly query: URLSearchParams;
}

/** What `buildoff compare` says of two runs, with its figures as a chart. */
export function ComparisonView({ detail, choice, query }: ComparisonViewProps) {
  const { comparison, reason } = detail;
  if (comparison === null) return <Nothing reason={reason} isOneRun={choice.a === choice.b} />;
  const { pairs, headline } = comparison;
  const place = findPair(pairs, headline, query);
  return (
    <>
      {pairs.length > 1 && <PairList comparison={comparison} choice={choice} chosen={place} />}
      <PairView comparison={comparison} pair={pairs[place]!} choice={choice} asked={query.get("pair")} />
      <Conditions comparison={comparison} />
    </>
  );
}

function Nothing({ reason, isOneRun }: { reason: string | null; isOneRun: boolean }) {
  if (isOneRun)
    return (
      <p className="note">
        The run has one configuration, so there is nothing in it to compare. A report of two runs compares
        them: <code>buildoff report run-1 run-2</code>.
      </p>
    );
  return (
    <p className="note">
      Nothing can be compared: <DataText>{reason ?? "it is not known why"}</DataText>.
    </p>
  );
}
