import { type SubmitEvent, useId, useState } from "react";
import type { ServerAbilities } from "../../../../model/report-index.ts";
import { askServer } from "../../../data/ask-server.ts";
import { useReport } from "../../../data/report.tsx";
import { readText } from "../../../parts/form-text.ts";
import { useOpenTrial } from "../open-trial.ts";

const OPINIONS = [
  ["agree", "I agree with the machine"],
  ["disagree", "I disagree"],
  ["", "Only a note"],
] as const;

/** A reviewer's verdict on a check, or on the whole trial. */
export function ReviewForm({ server, check }: { server: ServerAbilities; check: string | null }) {
  const id = useId();
  const { refresh } = useReport();
  const { runId, detail } = useOpenTrial();
  const [status, setStatus] = useState<{ text: string; isError: boolean } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const send = async (form: HTMLFormElement) => {
    setIsBusy(true);
    const data = new FormData(form);
    const read = (name: string): string | null => readText(data, name).trim() || null;
    const [opinion, note, reviewer] = [read("opinion"), read("note"), read("reviewer")];
    try {
      const body = { run: runId, trial: detail.id, check, opinion, note, reviewer };
      await askServer(server, { method: "POST", path: "api/reviews", body });
      form.reset();
      setStatus({ text: "Stored.", isError: false });
      refresh();
    } catch (error) {
      setStatus({ text: `It was not stored: ${(error as Error).message}`, isError: true });
    }
    setIsBusy(false);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(event.currentTarget);
  };
  return (
    <details className="review">
      <summary>{check === null ? "Review the trial" : "Review this check"}</summary>
      <form onSubmit={submit} aria-label={check === null ? "Review of the trial" : `Review of ${check}`}>
        <fieldset>
          <legend>Your verdict</legend>
          {OPINIONS.map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="opinion" value={value} required /> {label}
            </label>
          ))}
        </fieldset>
        <label htmlFor={`${id}-note`}>Note</label>
        <textarea id={`${id}-note`} name="note" rows={3} maxLength={4000} />
        <label htmlFor={`${id}-reviewer`}>Your name</label>
        <input
          id={`${id}-reviewer`}
          name="reviewer"
          defaultValue={server.reviewer}
          required
          maxLength={200}
        />
        <div>
          <button type="submit" disabled={isBusy}>
            {isBusy ? "Storing…" : "Store the review"}
          </button>{" "}
          <span role={status?.isError === true ? "alert" : "status"}>{status?.text}</span>
        </div>
      </form>
    </details>
  );
}
