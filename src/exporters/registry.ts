import type { Exporter } from "../core/exporter.ts";
import { atif } from "./atif.ts";
import { csv } from "./csv.ts";
import { ctrf } from "./ctrf.ts";
import { eee } from "./eee.ts";
import { githubSummary } from "./github-summary.ts";
import { huggingface } from "./huggingface.ts";
import { jsonl } from "./jsonl.ts";
import { junit } from "./junit.ts";

/** Every file that a run's results are turned into. */
export const exporters: Readonly<Record<string, Exporter>> = {
  atif,
  csv,
  ctrf,
  eee,
  "github-summary": githubSummary,
  huggingface,
  jsonl,
  junit,
};
