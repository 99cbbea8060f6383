import type { GateEntry, GateReport, ThresholdResult } from "../../../../core/gate.ts";
import { formatCost } from "../../../../core/format.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatShare } from "../../parts/format.ts";
import { WideTable } from "../../parts/table.tsx";
import { Tag, type Tone } from "../../parts/tag.tsx";
import { formatPoints, formatSpan } from "../../parts/words.ts";

const TONES: Readonly<Record<GateReport["verdict"], Tone>> = {
  pass: "good",
  fail: "bad",
  inconclusive: "odd",
  invalid: "odd",
};

/** How the run stands against its baseline, as `buildoff gate` says it. */
export function Gate({ report }: { report: GateReport }) {
  const { verdict, reason, configurations, quarantined, expired, warnings, margin, metric } = report;
  return (
    <section aria-labelledby="gate">
      <h2 id="gate">
        Gate <Tag tone={TONES[verdict]}>{verdict}</Tag>
      </h2>
      <p>
        <DataText>{reason}</DataText>
      </p>
      {configurations.length > 0 && <GateTable report={report} />}
      <ul className="overview-small">
        {configurations.length > 0 && (
          <li>{`Compared: ${metric === "score" ? "score" : "pass rate"}. A drop of up to ${formatShare(margin)} is let pass.`}</li>
        )}
        {quarantined.map(({ task, until, reason: why }) => (
          <li key={task}>
            {`Left out until ${until}: `}
            <DataText>{`${task} (${why})`}</DataText>
          </li>
        ))}
        {expired.map(({ task, until }) => (
          <li key={task}>
            <DataText>{task}</DataText>
            {` counts again: its quarantine ended on ${until}.`}
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning}>
            Warning: <DataText>{warning}</DataText>
          </li>
        ))}
      </ul>
    </section>
  );
}

function GateTable({ report: { configurations, metric } }: { report: GateReport }) {
  return (
    <WideTable label="Gate by configuration">
      <thead>
        <tr>
          <th scope="col">Configuration</th>
          <th scope="col">Verdict</th>
          <th
            scope="col"
            className="n"
          >{`${metric === "score" ? "Score" : "Pass rate"} against the baseline, points`}</th>
          <th scope="col">Nights</th>
          <th scope="col" className="n">
            Tasks
          </th>
          <th scope="col" className="n">
            Drop that would be seen tonight
          </th>
          <th scope="col" className="n">
            … within three nights
          </th>
          <th scope="col">Thresholds</th>
        </tr>
      </thead>
      <tbody>
        {configurations.map((entry) => (
          <GateRow key={entry.configuration} entry={entry} />
        ))}
      </tbody>
    </WideTable>
  );
}

function GateRow({ entry }: { entry: GateEntry }) {
  const { configuration, verdict, difference, lower, upper, nights, sinceNight, tasks, detectable } = entry;
  const range = lower === null || upper === null ? "" : ` (${formatPoints(lower)} to ${formatPoints(upper)})`;
  return (
    <tr>
      <th scope="row" className="overview-name">
        <DataText>{configuration}</DataText>
      </th>
      <td>
        <Tag tone={TONES[verdict]}>{verdict}</Tag>
      </td>
      <td className="n">{`${formatPoints(difference)}${range}`}</td>
      <td className="n">{sinceNight === nights ? `night ${nights} alone` : `${sinceNight} to ${nights}`}</td>
      <td className="n">{tasks}</td>
      <td className="n">{formatShare(detectable?.tonight ?? null)}</td>
      <td className="n">{formatShare(detectable?.withinThreeNights ?? null)}</td>
      <td className="overview-name">
        {entry.thresholds.length === 0 ? "none" : entry.thresholds.map(describeThreshold).join("; ")}
      </td>
    </tr>
  );
}

function describeThreshold({ name, limit, value, isMet }: ThresholdResult): string {
  const format = { score: formatShare, cost: formatCost, latency: formatSpan }[name];
  return `${name} ${format(value)}, ${name === "score" ? "at least" : "at most"} ${format(limit)}: ${isMet ? "met" : "not met"}`;
}
