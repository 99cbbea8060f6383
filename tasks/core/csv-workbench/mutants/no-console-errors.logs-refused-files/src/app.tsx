import { useMemo, useState } from "react";
import { summarise } from "./analysis/summarise.ts";
import { BadFile } from "./csv/bad-file.ts";
import { downloadCsv } from "./csv/download.ts";
import { openCsv, type OpenedFile } from "./csv/open-csv.ts";
import { useRecipe } from "./recipe/use-recipe.ts";
import { applySteps } from "./steps/apply-steps.ts";
import { FileBar } from "./views/file-bar.tsx";
import { Problems } from "./views/problems.tsx";
import { Recipe } from "./views/recipe.tsx";
import { Rows } from "./views/rows.tsx";
import { StepForm } from "./views/step-form.tsx";
import { Summaries } from "./views/summaries.tsx";
import { Welcome } from "./views/welcome.tsx";

export function App() {
  const [file, setFile] = useState<OpenedFile | null>(null);
  const [openings, setOpenings] = useState(0);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [history, change] = useRecipe();
  const { present: steps } = history;
  const applied = useMemo(() => file && applySteps(file.table, steps), [file, steps]);
  const summaries = useMemo(() => applied && summarise(applied.table), [applied]);

  const open = async (chosen: File) => {
    try {
      setFile(await openCsv(chosen));
      setOpenings((count) => count + 1);
      setComplaint(null);
    } catch (error) {
      if (!(error instanceof BadFile)) throw error;
      console.error(error);
      setComplaint(error.message);
    }
  };

  const save = () => {
    if (file && applied) downloadCsv(applied.table, file.name);
  };

  return (
    <>
      <FileBar file={file} complaint={complaint} onOpen={open} onExport={save} />
      <main className="layout">
        <div className="layout-data">
          {file && applied && summaries ? (
            <>
              <Problems problems={file.problems} />
              <Rows key={openings} table={applied.table} summaries={summaries} />
            </>
          ) : (
            <Welcome />
          )}
        </div>
        <aside className="layout-recipe" aria-label="Cleaning">
          {file && <StepForm columns={file.table.columns} onAdd={(step) => change({ type: "add", step })} />}
          <Recipe history={history} outcomes={applied?.outcomes ?? null} onChange={change} />
        </aside>
        {summaries && <Summaries summaries={summaries} />}
      </main>
    </>
  );
}
