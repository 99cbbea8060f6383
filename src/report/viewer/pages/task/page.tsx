import type { RunIndex } from "../../../model/report-index.ts";
import { taskChunk } from "../../../model/chunk-names.ts";
import type { TaskDetail } from "../../../model/task-detail.ts";
import { useChunk, useReport } from "../../data/report.tsx";
import { hrefs, replacePlace } from "../../data/router.ts";
import { DataText } from "../../parts/data-text.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import type { PageProps } from "../../shell/routes.tsx";
import { Apps } from "./apps.tsx";
import { Brief } from "./brief.tsx";
import { Certificate } from "./certificate.tsx";
import { Checks } from "./checks.tsx";
import { countFailures, trialsOf } from "./task-facts.ts";
import { parseTaskView, type TaskView, toTaskHref } from "./view.ts";
import "./task.css";

/** One task: what was asked for, what is checked, how it proves itself, and what every configuration built. */
export function TaskPage({ place }: PageProps) {
  const { index } = useReport();
  const view = parseTaskView(place.path, place.query);
  const run = index.runs.findIndex(({ runId }) => runId === view.runId);
  const task = index.runs[run]?.tasks.findIndex(({ id }) => id === view.taskId) ?? -1;
  if (task === -1) {
    return (
      <>
        <h1>There is no such task</h1>
        <p>
          The report has no task <DataText>{view.taskId}</DataText> in a run <DataText>{view.runId}</DataText>
          . <a href={hrefs.grid()}>To the grid</a>
        </p>
      </>
    );
  }
  return <Task index={index.runs[run]!} run={run} task={task} view={view} />;
}

interface TaskProps {
  readonly index: RunIndex;
  readonly run: number;
  readonly task: number;
  readonly view: TaskView;
}

function Task({ index, run, task, view }: TaskProps) {
  const loading = useChunk<TaskDetail>(taskChunk(run, task));
  const places = trialsOf(index, task);
  const change = (next: TaskView) => replacePlace(toTaskHref(next));
  return (
    <div className="task-page">
      <Head index={index} task={task} isFirst={run === 0} />
      <Loaded what="task" loading={loading}>
        {(detail) =>
          detail.isKnown ? (
            <Brief detail={detail} view={view} change={change} />
          ) : (
            <p className="note">
              {`Its brief and checks are not shown: ${detail.note ?? "the suite is not here"}.`}
            </p>
          )
        }
      </Loaded>
      <Apps {...{ index, run, places, view, change }} />
      {loading.state === "there" && loading.content.isKnown && (
        <>
          <Checks detail={loading.content} failures={countFailures(index, places)} />
          <Certificate detail={loading.content} />
        </>
      )}
    </div>
  );
}

function Head({ index, task, isFirst }: { index: RunIndex; task: number; isFirst: boolean }) {
  const { id, title, category, difficulty, locale, stack } = index.tasks[task]!;
  const facts = { Category: category, Difficulty: difficulty, Locale: locale, Stack: stack };
  return (
    <>
      <h1>
        <DataText>{title}</DataText>
      </h1>
      <p className="dim">
        Task <code>{id}</code> of <DataText>{index.suite.name}</DataText> {index.suite.version}, in run{" "}
        <DataText>{index.runId}</DataText>
        {isFirst && (
          <>
            {" · "}
            <a href={hrefs.grid({ task: id })}>Its trials in the grid</a>
          </>
        )}
      </p>
      <dl className="task-facts">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <DataText>{value}</DataText>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
