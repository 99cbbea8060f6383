import { relative, resolve } from "node:path";
import type { Verification } from "../core/verification.ts";
import { EXIT } from "./exit.ts";
import { verifyRun } from "./verify/inspect.ts";

interface VerifyFlags {
  readonly results: string;
  readonly suite?: string;
  readonly runOnly?: boolean;
  readonly json?: boolean;
}

export async function verifyCommand(run: string, flags: VerifyFlags): Promise<void> {
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
