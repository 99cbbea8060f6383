import { relative, resolve } from "node:path";
import type { Command } from "commander";
import type { Verification } from "../core/verification.ts";
import { EXIT } from "./finish.ts";
import { addResultsOption } from "./run-options.ts";
import { verifyRun } from "./verify/inspect.ts";

interface VerifyFlags {
  readonly results: string;
  readonly suite?: string;
  readonly runOnly?: boolean;
  readonly json?: boolean;
}

export function registerVerify(program: Command): void {
  const command = program
    .command("verify")
    .summary("see whether anything of a run was changed")
    .description(
      `Recomputes everything that a run says: every file against the seal that the run ended with, rows and results from the journal, the summary from the rows, workspaces and verdicts from their bytes; then what lies outside of its folder: the ledger of the results folder, and whether suite, prices, images and buildoff are still what the run was made with. Names every file and record that changed.

Exits with 1 where something changed. What cannot be looked at here is said (–), and fails nothing.`,
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--suite <folder>", "where the run's suite lies now (default: where it was)")
    .option("--run-only", "look at nothing outside of the run's folder")
    .option("--json", "as one JSON object");
  addResultsOption(command).action(verifyCommand);
}

async function verifyCommand(run: string, flags: VerifyFlags): Promise<void> {
  const print = (text: string): void => void process.stdout.write(text);
  const verification = await verifyRun({
    run,
    resultsFolder: resolve(flags.results),
    suite: flags.suite ?? null,
    isRunOnly: flags.runOnly === true,
    onKind: (kind) => print(flags.json === true ? "" : renderKind(kind)),
  });
  if (!verification.isSame) process.exitCode = EXIT.belowThreshold;
  print(flags.json === true ? `${JSON.stringify(verification, null, 2)}\n` : renderEnd(verification));
}

type Kind = Verification["kinds"][number];

const SIGNS: Readonly<Record<Kind["status"], string>> = { same: "✓", changed: "✗", unknown: "–" };
const KIND_WIDTH = 11;

function renderKind({ kind, status, said, findings }: Kind): string {
  const lines = [`${SIGNS[status]} ${kind.padEnd(KIND_WIDTH)}${said}`];
  for (const { file, record, message } of findings) {
    const place = [file, record].filter((part) => part !== null).join(" ");
    lines.push(`    ${place === "" ? "" : `${place}: `}${message}`);
  }
  return `${lines.join("\n")}\n`;
}

function renderEnd({ isSame, kinds, run }: Verification): string {
  const path = relative(process.cwd(), run) || run;
  const count = (status: Kind["status"]): number => kinds.filter((kind) => kind.status === status).length;
  if (isSame) {
    const rest = count("unknown") === 0 ? "" : `; ${count("unknown")} could not be looked at`;
    return `${path} is what it was${rest}\n`;
  }
  const total = kinds.reduce((sum, { findings }) => sum + findings.length, 0);
  return `${path} is not what it was: ${total} ${total === 1 ? "finding" : "findings"}\n`;
}
