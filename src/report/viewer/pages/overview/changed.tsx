import type { Comparison, Pair, TaskMove } from "../../../../core/comparison.ts";
import type { ComparisonDetail } from "../../../model/boards.ts";
import { comparisonChunk } from "../../../model/chunk-names.ts";
import { useChunk } from "../../data/report.tsx";
import { hrefs } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { keepFigures } from "../../parts/words.ts";
import { countVerdicts, sortPairs, toPairName, toSideNames } from "../compare/choices.ts";
import { UnlikeNote } from "../compare/conditions.tsx";
import { toMoveWords } from "../compare/moves.ts";
import { VerdictTag } from "../compare/verdict-tag.tsx";
import { describeVerdict } from "../compare/words.ts";

/** Against the latest of the other runs; the page Compare has all of it, and the others. */
export function Changed() {
  const loading = useChunk<ComparisonDetail>(comparisonChunk(1, 0));
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">What changed</h2>
      <Loaded what="comparison" loading={loading}>
        {({ a, comparison, reason }) => (
          <>
            <p className="dim">
              Against the run <code>{a}</code>.{" "}
              <a href={hrefs.compare({ a: 1, b: 0 })}>The whole comparison</a>
            </p>
            {comparison === null ? (
              <p className="note">
                Nothing can be compared: <DataText>{reason ?? "it is not known why"}</DataText>.
              </p>
            ) : (
              <Pairs comparison={comparison} />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The most certain ones. */
const MOST_SHOWN = 6;

function Pairs({ comparison }: { comparison: Comparison }) {
  const { pairs, headline } = comparison;
  const places = sortPairs(pairs, headline);
  const rest = places.length - MOST_SHOWN;
  return (
    <>
      <UnlikeNote comparison={comparison} />
      {pairs.length > 1 && <p>{countVerdicts(pairs)}</p>}
      <ul className="overview-changed">
        {places
          .slice(0, MOST_SHOWN)
          .map((place) => ({ pair: pairs[place]!, place }))
          .map(({ pair, place }) => (
            <li key={place}>
              <h3>
                <DataText>{toPairName(pair)}</DataText> <VerdictTag pair={pair} headline={headline} />
              </h3>
              <p>
                <DataText>{keepFigures(describeVerdict(pair, headline, toSideNames(pair)))}</DataText>
              </p>
              <Moves pair={pair} place={place} />
            </li>
          ))}
      </ul>
      {rest > 0 && (
        <p>
          <a href={hrefs.compare({ a: 1, b: 0 })}>{`Show all ${pairs.length} configurations`}</a>
        </p>
      )}
    </>
  );
}

function Moves({ pair, place }: { pair: Pair; place: number }) {
  const { fell, rose } = pair.passRate;
  if (fell.length === 0 && rose.length === 0) return null;
  const words = toMoveWords(pair);
  return (
    <p className="overview-small">
      <a href={hrefs.compare({ a: 1, b: 0, pair: place })}>
        <DataText>
          {[toMoveText(words.fell, fell), toMoveText(words.rose, rose)].filter(Boolean).join("; ")}
        </DataText>
      </a>
    </p>
  );
}

const MOST_NAMED = 3;

function toMoveText(word: string, moves: readonly TaskMove[]): string {
  if (moves.length === 0) return "";
  const rest = moves.length > MOST_NAMED ? ", …" : "";
  return `${word} (${moves.length}): ${moves
    .slice(0, MOST_NAMED)
    .map(({ task }) => task)
    .join(", ")}${rest}`;
}
