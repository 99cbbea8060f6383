import { hrefs } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { StateTag } from "../../parts/tag.tsx";
import { Attempts } from "./attempts.tsx";
import { Neighbours } from "./neighbours.tsx";

/** Which trial it is, and the ways to others. */
export function TrialHead({ runId, view, tab }: { runId: string; view: TrialView; tab: string | null }) {
  const { task, group, attempt, seed, language } = view;
  const { agent, model } = group.configuration;
  return (
    <header className="trial-head">
      <Neighbours view={view} tab={tab} />
      <h1>
        <a href={hrefs.task(runId, task.id)}>
          <DataText>{task.title}</DataText>
        </a>{" "}
        <StateTag state={view.state} failedPhase={view.failedPhase} />
      </h1>
      <p className="trial-who">
        <strong>
          <DataText>{agent.name}</DataText>
        </strong>
        {model === null ? (
          " without a model"
        ) : (
          <>
            {" with "}
            <strong>
              <DataText>{model.name}</DataText>
            </strong>
          </>
        )}
        <span className="dim">{` · attempt ${attempt} · seed ${seed} · language ${language}`}</span>
      </p>
      <Attempts view={view} tab={tab} />
    </header>
  );
}
