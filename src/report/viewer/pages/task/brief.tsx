import type { TaskDetail } from "../../../model/task-detail.ts";
import { showHidden } from "../../parts/format.ts";
import { directionOf, languageName } from "./task-facts.ts";
import type { TaskView } from "./view.ts";

interface BriefProps {
  readonly detail: TaskDetail;
  readonly view: TaskView;
  readonly change: (view: TaskView) => void;
}

/** What the agents were asked for, turn by turn. */
export function Brief({ detail: { prompts, preamble }, view, change }: BriefProps) {
  const languages = Object.keys(prompts);
  const language = languages.find((one) => one === view.language) ?? languages[0];
  const turns = language === undefined ? [] : (prompts[language] ?? []);
  return (
    <section aria-labelledby="brief">
      <h2 id="brief">Brief</h2>
      {languages.length > 1 && (
        <div role="group" aria-label="Language of the brief" className="task-languages">
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === language}
              onClick={() => change({ ...view, language: one })}
            >
              {languageName(one)}
            </button>
          ))}
        </div>
      )}
      {turns.length === 0 && <p className="dim">No trial of this task was planned, so it has no brief.</p>}
      {turns.map((text, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a turn is its place
        <div key={place}>
          {turns.length > 1 && <h3>{`Turn ${place + 1}`}</h3>}
          <BriefText language={language!} label={`Prompt of turn ${place + 1}`} text={text} />
        </div>
      ))}
      {preamble !== null && preamble !== "" && (
        <details>
          <summary>What every agent is told before the brief</summary>
          <BriefText language="en" label="Preamble" text={preamble} />
        </details>
      )}
    </section>
  );
}

interface BriefTextProps {
  readonly language: string;
  readonly label: string;
  readonly text: string;
}

/** As it was written: an agent reads the signs of Markdown, too. */
function BriefText({ language, label, text }: BriefTextProps) {
  return (
    <pre
      className="task-text"
      lang={language}
      dir={directionOf(language)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {showHidden(text.trimEnd())}
    </pre>
  );
}
