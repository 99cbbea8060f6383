import { useEffect, useRef } from "react";
import type { Comparison, Pair, Side } from "../../../../core/comparison.ts";
import { isUntrustworthy, isWhole } from "../../../../analysis/trust.ts";
import { DataText } from "../../parts/data-text.tsx";
import { countOf, keepFigures } from "../../parts/words.ts";
import { type Choice, toPairName, toSideNames } from "./choices.ts";
import { UnlikeNote } from "./conditions.tsx";
import { DifferenceChart } from "./difference-chart.tsx";
import { FigureTable } from "./figure-table.tsx";
import { MoveLists } from "./move-lists.tsx";
import { VerdictTag } from "./verdict-tag.tsx";
import { describeSight, describeVerdict, explainDoubt, explainTest } from "./words.ts";

export interface PairViewProps {
  readonly comparison: Comparison;
  readonly pair: Pair;
  readonly choice: Choice;
  /** As the address asks for it: whoever chose it in the list is led to it. */
  readonly asked: string | null;
}

/** All that is known of one pair, the verdict first. */
export function PairView({ comparison, pair, choice, asked }: PairViewProps) {
  const { headline, pairs } = comparison;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked !== null) section.current?.scrollIntoView();
  }, [asked]);
  return (
    <section aria-labelledby="pair" ref={section}>
      <h2 id="pair">
        <DataText>{toPairName(pair)}</DataText>
      </h2>
      <p className="compare-verdict">
        <VerdictTag pair={pair} headline={headline} />{" "}
        <DataText>{keepFigures(describeVerdict(pair, headline, toSideNames(pair)))}</DataText>
      </p>
      <UnlikeNote comparison={comparison} />
      <Changes pair={pair} />
      {pairs.length === 1 && pair.tasks > 0 && <DifferenceChart pairs={pairs} headline={headline} />}
      {pair.tasks > 0 && <FigureTable pair={pair} comparisons={pairs.length} />}
      <Reading pair={pair} comparison={comparison} />
      <Sides pair={pair} />
      <MoveLists pair={pair} headline={headline} choice={choice} />
    </section>
  );
}

function Changes({ pair: { changed } }: { pair: Pair }) {
  if (changed.length === 0) return <p>What was changed: nothing; the same configuration twice.</p>;
  return (
    <>
      <p>What was changed:</p>
      <ul className="compare-changes">
        {changed.map(({ what, a, b }) => (
          <li key={what}>
            {what}: <DataText>{a}</DataText> → <DataText>{b}</DataText>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How the figures are to be read: the test, and what this design could have seen at all. */
function Reading({ pair, comparison: { headline, pairs } }: { pair: Pair; comparison: Comparison }) {
  if (pair.tasks === 0) return null;
  const doubt = explainDoubt(pair, headline);
  return (
    <ul className="compare-reading">
      <li>{describeSight(pair, pairs.length)}</li>
      {doubt !== null && <li>{doubt}</li>}
      <li>{explainTest(pair[headline].test)}</li>
      <li>
        p is how often chance alone would show a difference as large, were there none. Better and worse need p
        below 0.05{pairs.length > 1 ? " after Holm’s correction for all pairs" : ""}.
      </li>
    </ul>
  );
}

function Sides({ pair: { a, b } }: { pair: Pair }) {
  return (
    <dl className="compare-sides">
      {[a, b].map((side) => (
        <div key={`${side.label} ${side.runId}`}>
          <dt>
            {side.label}: <DataText>{side.configuration}</DataText> <span className="dim">{side.runId}</span>
          </dt>
          <dd>{describeSide(side)}</dd>
        </div>
      ))}
    </dl>
  );
}

function describeSide(side: Side): string {
  const { scored, planned, finished, passed, cancelled } = side;
  const causes = Object.entries(side.infraErrors).map(([cause, count]) => `${cause} ${count}`);
  const infraErrors = Object.values(side.infraErrors).reduce((sum, count) => sum + count, 0);
  const parts = [
    `${scored} of ${countOf(planned, "trial")} scored, ${passed} passed`,
    infraErrors === 0 ? null : `infrastructure errors, not counted: ${causes.join(", ")}`,
    cancelled > 0 ? `${cancelled} cancelled` : null,
    finished < planned ? `${planned - finished} not run` : null,
    isUntrustworthy({ planned, infraErrors }) || !isWhole(side) ? "too much is missing to trust it" : null,
  ];
  return `${parts.filter((part) => part !== null).join("; ")}.`;
}
