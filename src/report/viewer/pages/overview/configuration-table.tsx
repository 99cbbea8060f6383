import { formatCost } from "../../../../core/format.ts";
import type { GroupIndex, SummaryIndex } from "../../../model/report-index.ts";
import { DataText } from "../../parts/data-text.tsx";
import { RangeBar } from "../../parts/range-bar.tsx";
import { WideTable } from "../../parts/table.tsx";
import { formatPercent, formatSpan, formatTokens } from "../../parts/words.ts";

export interface ConfigurationTableProps {
  readonly groups: readonly GroupIndex[];
  readonly headline: SummaryIndex["headline"];
}

/** Every configuration's figures, the suite's own metric first. */
export function ConfigurationTable({ groups, headline }: ConfigurationTableProps) {
  const metrics = headline === "score" ? METRICS.toReversed() : METRICS;
  const k = Math.max(1, ...groups.flatMap(({ passAt }) => passAt.map((one) => one.k)));
  return (
    <WideTable label="Table of results">
      <thead>
        <tr>
          <th scope="col" className="n">
            #
          </th>
          <th scope="col">Configuration</th>
          {metrics.map(({ name, word }) => (
            <th key={name} scope="col">
              {word}
            </th>
          ))}
          <th scope="col" className="n">
            Passed of scored
          </th>
          <th scope="col" className="n">
            Planned
          </th>
          {k > 1 && (
            <>
              <th scope="col" className="n">
                <abbr title={`at least one of ${k} attempts passes`}>{`pass@${k}`}</abbr>
              </th>
              <th scope="col" className="n">
                <abbr title={`all of ${k} attempts pass`}>{`pass^${k}`}</abbr>
              </th>
            </>
          )}
          <th scope="col" className="n">
            Cost a trial
          </th>
          <th scope="col" className="n">
            Cost a pass
          </th>
          <th scope="col" className="n">
            Tokens a trial
          </th>
          <th scope="col" className="n">
            Working time
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group, place) => (
          <GroupRow key={group.configuration.key} group={group} place={place} metrics={metrics} k={k} />
        ))}
      </tbody>
    </WideTable>
  );
}

const METRICS = [
  { name: "passRate", word: "Pass rate" },
  { name: "score", word: "Score" },
] as const;

const toPercent = (share: number | null | undefined): string => (share == null ? "–" : formatPercent(share));

interface GroupRowProps {
  readonly group: GroupIndex;
  readonly place: number;
  readonly metrics: readonly (typeof METRICS)[number][];
  readonly k: number;
}

function GroupRow({ group, place, metrics, k }: GroupRowProps) {
  const { configuration, passed, scored, planned, perTrial, perPassed } = group;
  const passAt = group.passAt.find((one) => one.k === k);
  // A reference asks no model for anything: that it costs nothing says nothing.
  const isFree = configuration.model === null;
  return (
    <tr>
      <td className="n dim">{place + 1}</td>
      <th scope="row" className="overview-name">
        <DataText>{configuration.name}</DataText>
        {configuration.model === null && (
          <span className="dim overview-sub">a reference, without a model</span>
        )}
      </th>
      {metrics.map(({ name }) => (
        <td key={name}>
          <RangeBar estimate={group[name]} />
        </td>
      ))}
      <td className="n">{`${passed} of ${scored}`}</td>
      <td className="n">{planned}</td>
      {k > 1 && (
        <>
          <td className="n">{toPercent(passAt?.anyOf)}</td>
          <td className="n">{toPercent(passAt?.allOf)}</td>
        </>
      )}
      <td className="n">{isFree || perTrial.tokens === null ? "–" : formatCost(perTrial.costUsd)}</td>
      <td className="n">
        {isFree || scored === 0 ? "–" : passed === 0 ? "none passed" : formatCost(perPassed.costUsd)}
      </td>
      <td className="n">{isFree ? "–" : formatTokens(perTrial.tokens)}</td>
      <td className="n">{formatSpan(perTrial.workingMs)}</td>
    </tr>
  );
}
