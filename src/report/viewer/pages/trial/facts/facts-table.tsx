import type { ReactNode } from "react";
import { WideTable } from "../../../parts/table.tsx";

/** Names and what is known of them. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** What it is, where the name does not say it all. */
  readonly note?: string | null;
}

export function FactsTable({ label, facts }: { label: string; facts: readonly Fact[] }) {
  return (
    <WideTable label={label}>
      <tbody>
        {facts.map(({ name, value, note }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {note != null && <span className="dim fact-note">{note}</span>}
            </th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
