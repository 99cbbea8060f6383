import { Fragment } from "react";
import { showHidden } from "../../../report/viewer/parts/format.ts";
import { DataBlock, DataText } from "../../../report/viewer/parts/data-text.tsx";
import type { AppSteps } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";

type Step = AppSteps["steps"][number];

/** What an agent said and did, in order. */
export function Steps({ steps }: AppSteps) {
  const { words, number } = useSpeech();
  if (steps.length === 0) return <p className="dim">{words.built.noSteps}</p>;
  const hasTurns = steps.some(({ turn }) => turn !== steps[0]!.turn);
  return (
    <section
      className="built-steps"
      aria-label={words.built.steps}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {steps.map((step, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a step is its place
        <Fragment key={place}>
          {hasTurns && step.turn !== steps[place - 1]?.turn && <h3>{words.brief.turn(number(step.turn))}</h3>}
          <StepText step={step} />
        </Fragment>
      ))}
    </section>
  );
}

function StepText({ step }: { readonly step: Step }) {
  const { built } = useSpeech().words;
  const { kind, tool, text } = step;
  if (kind !== "tool") {
    return (
      <div className="step">
        <strong>{kind === "message" ? built.said : built.ended}</strong>
        <p dir="auto">{showHidden(text.trim())}</p>
      </div>
    );
  }
  const [first = ""] = text.split("\n", 1);
  return (
    <details className="step">
      <summary>
        <span className="step-line">
          <code>
            <DataText>{tool ?? ""}</DataText>
          </code>
          <DataText>{first}</DataText>
        </span>
      </summary>
      <DataBlock label={tool ?? ""}>{text}</DataBlock>
    </details>
  );
}
