import type { RunIndex } from "../../../model/report-index.ts";
import { hrefs } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatCount } from "../../parts/format.ts";
import { Tag } from "../../parts/tag.tsx";
import { judgeTrust, sumCounts } from "./trust.ts";

/** Whether the machinery held: what it lost says nothing of a model. */
export function Infrastructure({ run }: { run: RunIndex }) {
  const { planned, finished, scored, cancelled, infraErrors, groups } = run.summary;
  const { word, sentence } = judgeTrust(run.summary);
  const figures = [
    { name: "Planned", count: planned, href: null },
    { name: "Finished", count: finished, href: null },
    { name: "Scored", count: scored, href: null },
    { name: "Infrastructure errors", count: infraErrors, href: hrefs.grid({ outcome: "infra-error" }) },
    { name: "Cancelled", count: cancelled, href: hrefs.grid({ outcome: "cancelled" }) },
  ];
  return (
    <section aria-labelledby="infrastructure">
      <h2 id="infrastructure">Infrastructure</h2>
      <p>
        <Tag tone={word === "held" ? "good" : word === "not complete" ? "odd" : "bad"}>{word}</Tag> {sentence}
      </p>
      <dl className="overview-figures">
        {figures.map(({ name, count, href }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {href === null || count === 0 ? formatCount(count) : <a href={href}>{formatCount(count)}</a>}
            </dd>
          </div>
        ))}
      </dl>
      <Counts
        title="Infrastructure errors by cause"
        counts={sumCounts(groups.map((group) => group.infraErrors))}
      />
      <Counts
        title="Trials that met a limit, passed or not"
        counts={sumCounts(groups.map(({ limits }) => limits))}
      />
      {run.warnings.map((warning) => (
        <p key={warning} className="note">
          The sandbox: <DataText>{warning}</DataText>
        </p>
      ))}
    </section>
  );
}

function Counts({ title, counts }: { title: string; counts: readonly (readonly [string, number])[] }) {
  if (counts.length === 0) return null;
  return (
    <p>
      {`${title}: `}
      <DataText>{counts.map(([name, count]) => `${name} ${count}`).join(", ")}</DataText>.
    </p>
  );
}
