import { availableParallelism, freemem, platform } from "node:os";
import { execa } from "execa";
import { UserError } from "../core/errors.ts";
import { formatSize } from "../core/format.ts";
import {
  type Diagnosis,
  type DiagnosticCheck,
  engineChecks,
  fail,
  loadEngineSubject,
  ok,
  warn,
} from "../sandbox/docker/diagnose.ts";
import { findBrowser } from "../sandbox/local/browser.ts";
import { EXIT } from "./exit.ts";

const MARKS = { ok: "✔", warn: "!", fail: "✘" } as const;
const LOW_MEMORY_BYTES = 1024 ** 3;

/** What is asked of this machine, whatever the sandbox. */
const machineChecks: readonly DiagnosticCheck<void>[] = [
  { title: "Node.js", run: async () => ok(process.version) },
  { title: "npm", run: checkNpm },
  {
    title: "memory",
    run: async () => {
      const found = `${formatSize(freemem())} free, ${availableParallelism()} processors`;
      return freemem() >= LOW_MEMORY_BYTES ? ok(found) : warn(found, "close other programs, or use -j 1");
    },
  },
];

/** What the sandbox `local` needs beside it. */
const localChecks: readonly DiagnosticCheck<void>[] = [
  { title: "shell", run: checkShell },
  { title: "browser", run: checkBrowser },
];

interface Line extends Diagnosis {
  readonly title: string;
}

export interface DoctorReport {
  readonly machine: readonly Line[];
  readonly docker: readonly Line[];
  readonly local: readonly Line[];
  /** Sandboxes in which a run is possible. */
  readonly usable: readonly string[];
}

/** Looks at this machine and its engine; changes nothing. */
export async function examine(): Promise<DoctorReport> {
  const [machine, docker, local] = await Promise.all([
    runChecks(machineChecks, undefined),
    examineDocker(),
    runChecks(localChecks, undefined),
  ]);
  const isWell = (lines: readonly Line[]): boolean => lines.every(({ status }) => status !== "fail");
  const usable = isWell(machine)
    ? [...(isWell(docker) ? ["docker"] : []), ...(isWell(local) ? ["local"] : [])]
    : [];
  return { machine, docker, local, usable };
}

async function examineDocker(): Promise<Line[]> {
  try {
    return await runChecks(engineChecks, await loadEngineSubject());
  } catch (error) {
    return [toFailure("Docker Engine", error)];
  }
}

const toFailure = (title: string, error: unknown): Line => ({
  title,
  ...fail((error as Error).message, error instanceof UserError ? error.hint : "this check itself failed"),
});

const runChecks = <Subject>(checks: readonly DiagnosticCheck<Subject>[], subject: Subject): Promise<Line[]> =>
  Promise.all(
    checks.map(async ({ title, run }) => {
      try {
        return { title, ...(await run(subject)) };
      } catch (error) {
        const { message } = error as Error;
        return {
          title,
          ...fail(message, error instanceof UserError ? error.hint : "this check itself failed"),
        };
      }
    }),
  );

async function checkNpm(): Promise<Diagnosis> {
  try {
    const { stdout } = await execa("npm", ["--version"]);
    return ok(stdout);
  } catch {
    return warn("not on the PATH", "install npm: images and stacks with packages are filled with it");
  }
}

async function checkShell(): Promise<Diagnosis> {
  if (platform() === "win32") return fail("Windows", 'use WSL, or Docker Desktop with the sandbox "docker"');
  return ok("sh");
}

async function checkBrowser(): Promise<Diagnosis> {
  const { executablePath, version, warnings } = await findBrowser(null);
  const found = `${version} at ${executablePath}`;
  if (warnings.length === 0) return ok(found);
  return warn(
    `${found}; ${warnings.join("; ")}`,
    "for verdicts that compare across machines use the sandbox docker",
  );
}

export async function doctorCommand(flags: { readonly json?: boolean }): Promise<void> {
  const report = await examine();
  process.stdout.write(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
  process.exitCode = report.usable.length > 0 ? EXIT.ok : EXIT.userError;
}

/** Every check in a line, its remedy below it where it is not well. */
export function renderReport(report: DoctorReport): string {
  const sections = [
    ["this machine", report.machine],
    ["sandbox docker", report.docker],
    ["sandbox local", report.local],
  ] as const;
  const text = sections.map(([title, lines]) => `${title}\n${renderLines(lines)}`).join("\n\n");
  return `${text}\n\n${renderVerdict(report.usable)}\n`;
}

function renderLines(lines: readonly Line[]): string {
  const width = Math.max(0, ...lines.map(({ title }) => title.length));
  const indent = " ".repeat(width + 5);
  return lines
    .flatMap(({ title, status, found, remedy }) => [
      ` ${MARKS[status]} ${title.padEnd(width)}  ${found}`,
      ...(remedy === null ? [] : [`${indent}→ ${remedy}`]),
    ])
    .join("\n");
}

function renderVerdict(usable: readonly string[]): string {
  if (usable.includes("docker")) return "a run is possible: `buildoff run starter`";
  if (usable.includes("local")) {
    return "a run of trusted code (the agents oracle and nop) is possible without Docker: `buildoff run starter`";
  }
  return "no run is possible yet: see ✘ above";
}
