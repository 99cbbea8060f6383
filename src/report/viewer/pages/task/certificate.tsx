import type { ReactNode } from "react";
import type { TaskDetail, TaskProof } from "../../../model/task-detail.ts";
import { DataText } from "../../parts/data-text.tsx";
import { WideTable } from "../../parts/table.tsx";
import { countOf } from "../../parts/words.ts";
import { type CheckProof, toCheckProofs } from "./task-facts.ts";

/** Why the task can be trusted to judge: what must pass it, and what must not. */
export function Certificate({ detail }: { detail: TaskDetail }) {
  const { proof } = detail;
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate">Certificate</h2>
      {proof === null ? (
        <p className="dim">What the task proves itself with is not known here.</p>
      ) : (
        <Proof proof={proof} checks={toCheckProofs(detail.checks, proof)} />
      )}
    </section>
  );
}

function Proof({ proof, checks }: { proof: TaskProof; checks: readonly CheckProof[] }) {
  const unproven = checks.filter(({ mutants }) => mutants.length === 0);
  return (
    <>
      <p>
        The task brings apps of its own, which <code>buildoff check</code> grades: those that must pass, and
        those that must not.
      </p>
      <dl className="task-proof">
        <Item name="Solution">{proof.hasSolution ? "one, which must score 1" : "none"}</Item>
        <Item name="Alternatives">
          <Names names={proof.alternatives} what="other honest solution" must="must score 1" />
        </Item>
        <Item name="Mutants">
          {proof.mutants.length === 0
            ? "none"
            : `${countOf(proof.mutants.length, "solution")} with one thing broken, each of which must fail its check`}
        </Item>
        <Item name="Cheats">
          <Names names={proof.cheats} what="cheat" must="must not pass" />
        </Item>
      </dl>
      {unproven.length > 0 && (
        <p className="note">
          {unproven.length === 1 ? "One check fails" : `${unproven.length} checks fail`} for no mutant, so
          nothing shows that {unproven.length === 1 ? "it" : "they"} can fail:{" "}
          {unproven.map(({ check }, place) => (
            <span key={check}>
              {place > 0 && ", "}
              <code>{check}</code>
            </span>
          ))}
          .
        </p>
      )}
      {proof.mutants.length > 0 && <MutantTable checks={checks} />}
    </>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Names({ names, what, must }: { names: readonly string[]; what: string; must: string }) {
  if (names.length === 0) return <>none</>;
  return (
    <>
      {`${countOf(names.length, what)}, which ${must}: `}
      <DataText>{names.join(", ")}</DataText>
    </>
  );
}

function MutantTable({ checks }: { checks: readonly CheckProof[] }) {
  return (
    <WideTable label="Mutants by check">
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col" className="n">
            Mutants
          </th>
          <th scope="col">What they break</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ check, mutants }) => (
          <tr key={check}>
            <th scope="row">
              <code>{check}</code>
            </th>
            <td className="n">{mutants.length === 0 ? "none" : mutants.length}</td>
            <td>
              <DataText>{mutants.join(", ")}</DataText>
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
