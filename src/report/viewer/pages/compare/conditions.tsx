import type { Comparison } from "../../../../core/comparison.ts";
import { DataText } from "../../parts/data-text.tsx";
import { Tag } from "../../parts/tag.tsx";
import { WideTable } from "../../parts/table.tsx";

/** What else differs than what is compared; it stands above everything where it forbids the comparison. */
export function Conditions({ comparison }: { comparison: Comparison }) {
  const { differences, left, pairs } = comparison;
  const { a, b } = pairs[0]!;
  if (a.runId === b.runId) return null;
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      {differences.length === 0 ? (
        <p>
          Both were made under the same conditions: suite, tasks, limits, seeds, sandbox and images are alike.
        </p>
      ) : (
        <WideTable label="What differs in the conditions">
          <thead>
            <tr>
              <th scope="col">What differs</th>
              <th scope="col">{`A: ${a.runId}`}</th>
              <th scope="col">{`B: ${b.runId}`}</th>
              <th scope="col">Weight</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ what, a: one, b: other, severity }) => (
              <tr key={what}>
                <th scope="row" className="compare-name">
                  <DataText>{what}</DataText>
                </th>
                <td>
                  <DataText>{one}</DataText>
                </td>
                <td>
                  <DataText>{other}</DataText>
                </td>
                <td>
                  <Tag tone={severity === "refuses" ? "bad" : "odd"}>
                    {severity === "refuses" ? "unlike" : "warning"}
                  </Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <LeftOut runId={a.runId} names={left.a} />
      <LeftOut runId={b.runId} names={left.b} />
    </section>
  );
}

function LeftOut({ runId, names }: { runId: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      Not compared, since only <code>{runId}</code> has it: <DataText>{names.join(", ")}</DataText>
    </p>
  );
}

/** A warning before anything is read: what is unlike may explain a difference. */
export function UnlikeNote({ comparison }: { comparison: Comparison }) {
  const refusing = comparison.differences.filter(({ severity }) => severity === "refuses");
  const warning = comparison.differences.filter(({ severity }) => severity === "warns");
  if (refusing.length === 0 && warning.length === 0) return null;
  const names = (refusing.length > 0 ? refusing : warning).map(({ what }) => what).join(", ");
  return (
    <p className="note">
      {refusing.length > 0
        ? "These runs are unlike, and “buildoff compare” would refuse them without --force. What is unlike may explain a difference: "
        : "The conditions are not quite the same, which may explain a small difference: "}
      <DataText>{names}</DataText>.
    </p>
  );
}
