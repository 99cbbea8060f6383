import type { Command } from "commander";
import { toAction } from "./action.ts";

/** What a JSON Schema is published of, in the order of the help. */
const FORMAT_NAMES = [
  "task",
  "suite",
  "models",
  "run",
  "manifest",
  "result",
  "verdict",
  "summary",
  "leaderboard",
  "comparison",
  "correlation",
  "vote",
  "ratings",
  "judge",
  "judgement",
  "plan",
  "event",
  "seal",
  "ledger",
  "review",
  "certificate",
  "verification",
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export function registerSchema(program: Command): void {
  program
    .command("schema")
    .summary("print the JSON Schema of a format")
    .description(`Prints the JSON Schema of a format: ${FORMAT_NAMES.join(", ")}.`)
    .argument("[format]", FORMAT_NAMES.join(", "), "task")
    .action(toAction(async () => (await import("../schema.ts")).schemaCommand));
}
