import type { Exporter, RunData } from "../core/exporter.ts";
import { toJson } from "./json-text.ts";

/** One line of JSON a trial: the rows of `trials.jsonl` as they are. */
export const jsonl: Exporter = {
  name: "jsonl",
  summary: "one line of JSON a trial",
  isPartOfRun: false,
  render: (run) => [{ path: "trials.jsonl", content: renderLines(run) }],
};

async function* renderLines({ rows }: RunData): AsyncGenerator<string> {
  for await (const row of rows()) yield `${toJson(row)}\n`;
}
