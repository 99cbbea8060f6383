import type { SubmitEvent } from "react";
import { type RunIndex, STATES } from "../../../model/report-index.ts";
import { hrefs, replacePlace } from "../../data/router.ts";
import { readText } from "../../parts/form-text.ts";
import { showHidden } from "../../parts/format.ts";
import { stateWord } from "../../parts/tag.tsx";
import type { SearchFilter } from "./search-filter.ts";

interface SearchFormProps {
  readonly run: RunIndex;
  readonly text: string;
  readonly filter: SearchFilter;
}

/** What is looked for, and in which trials. */
export function SearchForm({ run, text, filter }: SearchFormProps) {
  const change = (changes: Partial<SearchFilter>) =>
    replacePlace(hrefs.search({ q: text, ...filter, ...changes }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = readText(new FormData(event.currentTarget), "q");
    location.hash = hrefs.search({ q, ...filter });
  };
  const states = STATES.filter((state) => state !== "waiting").map((value) => ({
    value,
    label: stateWord(value),
  }));
  const tasks = run.tasks.map(({ id, title }) => ({ value: id, label: title }));
  const groups = run.summary.groups.map(({ configuration: { name } }) => ({ value: name, label: name }));
  return (
    <form className="search-form" role="search" aria-label="Transcripts" onSubmit={submit}>
      <div className="search-line">
        <input
          key={text}
          type="search"
          name="q"
          defaultValue={text}
          aria-label="Text to look for"
          placeholder="Text, such as an error message"
        />
        <button type="submit">Search</button>
      </div>
      <div className="search-filters">
        <Choice label="State" value={filter.state} options={states} onChoose={(state) => change({ state })} />
        <Choice label="Task" value={filter.task} options={tasks} onChoose={(task) => change({ task })} />
        <Choice
          label="Configuration"
          value={filter.group}
          options={groups}
          onChoose={(group) => change({ group })}
        />
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">all</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {showHidden(option.label)}
          </option>
        ))}
      </select>
    </label>
  );
}
