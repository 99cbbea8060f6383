import { useEffect, useRef } from "react";
import type { CheckResult } from "../../../../../core/check.ts";
import type { TurnResult } from "../../../../../core/result.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { Tag } from "../../../parts/tag.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { CheckLines } from "./check-lines.tsx";
import { CheckParts } from "./check-parts.tsx";
import { Evidence } from "./evidence.tsx";
import { Pictures } from "./pictures.tsx";
import { Verdicts } from "./verdicts.tsx";

/** One check with all its evidence. The one that the address names comes into view. */
export function CheckCard({ check, turn }: { check: CheckResult; turn: TurnResult }) {
  const { query, link } = useOpenTrial();
  const card = useRef<HTMLElement>(null);
  const isNamed = query.get("check") === check.id;
  useEffect(() => {
    if (isNamed) card.current?.scrollIntoView({ block: "start" });
  }, [isNamed]);
  const id = `check-${check.id}`;
  return (
    <article ref={card} aria-labelledby={id} className={isNamed ? "card named" : "card"}>
      <header className="check-head">
        <h3 id={id}>
          <Tag tone={check.passed ? "good" : "bad"}>{check.passed ? "passed" : "failed"}</Tag>{" "}
          <DataText>{check.title}</DataText>
        </h3>
        <p className="dim">
          <a
            href={link({ tab: "checks", turn: turn.turn, check: check.id })}
            aria-label={`Link to ${check.id}`}
          >
            <code>{check.id}</code>
          </a>
          {describeCheck(check)}
        </p>
      </header>
      <Evidence check={check} />
      <CheckParts parts={check.evidence.parts} />
      <Pictures check={check} turn={turn} />
      <CheckLines check={check.id} turn={turn} />
      <Verdicts check={check.id} machine={check} />
    </article>
  );
}

/** Such as ` · steps · weight 2 · required · since turn 2`. */
function describeCheck({ kind, weight, required, turn, passed, score }: CheckResult): string {
  const words = [
    kind,
    `weight ${weight}`,
    required ? "required" : "not required",
    ...(turn === 1 ? [] : [`since turn ${turn}`]),
    ...(passed || score === 0 ? [] : [`score ${score.toFixed(2)}`]),
  ];
  return words.map((word) => ` · ${word}`).join("");
}
