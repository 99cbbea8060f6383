import type { TrialResult } from "../../../../../core/result.ts";
import { type LimitUse, listLimitUse } from "../../../../limit-use.ts";
import { formatCount } from "../../../parts/format.ts";
import { WideTable } from "../../../parts/table.tsx";

/** What was allowed, and how much of it was used. */
export function Limits({ result }: { result: TrialResult }) {
  const met = result.outcome.kind === "limit" ? result.outcome.limit : null;
  return (
    <WideTable label="Limits">
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col" className="n">
            Enforced
          </th>
          <th scope="col" className="n">
            Used
          </th>
          <th scope="col">Asked for by</th>
        </tr>
      </thead>
      <tbody>
        {listLimitUse(result, null).map((limit) => (
          <Row key={limit.name} limit={limit} isMet={limit.name === met} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({
  limit: { name, enforced, isEnforced, isAsked, used },
  isMet,
}: {
  limit: LimitUse;
  isMet: boolean;
}) {
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
        {isMet && <strong> ended the trial</strong>}
      </th>
      <td className="n">
        {isEnforced ? toFigure(enforced) : `${toFigure(enforced)}, not enforced by this sandbox`}
      </td>
      <td className="n">{used === null ? <span className="dim">not measured</span> : toFigure(used)}</td>
      <td className={isAsked ? undefined : "dim"}>{isAsked ? "the run" : "the task, or the default"}</td>
    </tr>
  );
}

/** A bare number, as all other numbers are written. */
const toFigure = (text: string): string => text.replace(/^\d{4,}$/, (digits) => formatCount(Number(digits)));
