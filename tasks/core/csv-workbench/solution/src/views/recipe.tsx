import { type Dispatch, useRef } from "react";
import type { Action, History } from "../recipe/history.ts";
import type { Outcome } from "../steps/apply-steps.ts";
import { describeOutcome } from "../steps/describe-outcome.ts";
import { describeStep } from "../steps/step.ts";

interface RecipeProps {
  readonly history: History;
  /** Null while no file is open. */
  readonly outcomes: readonly Outcome[] | null;
  readonly onChange: Dispatch<Action>;
}

export function Recipe({ history: { past, present, future }, outcomes, onChange }: RecipeProps) {
  const undoButton = useRef<HTMLButtonElement>(null);
  const takeAway = (action: Action) => {
    onChange(action);
    // The button that was pressed may be gone; what brings the step back is the next thing of interest.
    requestAnimationFrame(() => undoButton.current?.focus());
  };
  return (
    <section className="card" aria-labelledby="recipe-title">
      <div className="recipe-head">
        <h2 id="recipe-title">Steps</h2>
        <div className="buttons">
          <button
            ref={undoButton}
            type="button"
            disabled={past.length === 0}
            onClick={() => onChange({ type: "undo" })}
          >
            Undo
          </button>
          <button type="button" disabled={future.length === 0} onClick={() => onChange({ type: "redo" })}>
            Redo
          </button>
          <button type="button" disabled={present.length === 0} onClick={() => takeAway({ type: "clear" })}>
            Clear steps
          </button>
        </div>
      </div>
      {present.length === 0 ? (
        <p className="hint">No steps yet: the table is as the file has it.</p>
      ) : (
        <ol className="steps">
          {present.map((step, index) => {
            const outcome = outcomes?.[index];
            return (
              <li key={index} data-testid="step" className="step">
                <div className="step-text">
                  <span>{describeStep(step)}</span>{" "}
                  {outcome && (
                    <span className={outcome.kind === "skipped" ? "outcome skipped" : "outcome"}>
                      {describeOutcome(outcome)}
                    </span>
                  )}
                </div>
                <button
                  type="button"
                  className="remove"
                  aria-label={`Remove step ${index + 1}`}
                  onClick={() => takeAway({ type: "remove", index })}
                >
                  <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
