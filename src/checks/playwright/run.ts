import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Evidence } from "../../core/check.ts";
import type { CheckContext } from "../context.ts";
import { plural, shorten } from "../matching/words.ts";
import { BRIEF_NODE_FLAGS } from "../node-flags.ts";
import type { PlaywrightSpec } from "../playwright.ts";
import { CheckFailure, type Finding } from "../verdict.ts";
import { createEnvironment, REPORT_FILE, writeConfig } from "./config.ts";
import { createSpecFolder, type SpecFolder } from "./files.ts";
import { findForeignImport } from "./imports.ts";
import { listTests, type Report, ReportSchema, toOneLine } from "./report.ts";

type Part = Evidence["parts"][number];

const STDERR_TAIL = 4_000;

/** Runs foreign specs with Playwright's own runner. The score is the share of tests that pass. */
export async function runPlaywright(spec: PlaywrightSpec, context: CheckContext): Promise<Finding> {
  const folder = await createSpecFolder(spec, context);
  if (folder.specs.length === 0) throw new CheckFailure(`no spec file matches ${spec.specs.join(", ")}`);
  const refused: Part[] = [];
  const runnable: string[] = [];
  for (const path of folder.specs) {
    const reason = await findForeignImport(path, folder, Object.keys(spec.modules));
    if (reason === null) runnable.push(path);
    else refused.push({ title: path, passed: false, message: `not run: ${reason}` });
  }
  const parts = runnable.length === 0 ? [] : await runSpecs(runnable, { spec, folder, context });
  return toFinding([...refused, ...parts]);
}

function toFinding(parts: readonly Part[]): Finding {
  const failed = parts.filter((part) => !part.passed);
  const [first] = failed;
  const passedCount = parts.length - failed.length;
  if (parts.length === 0) throw new CheckFailure("the spec files hold no test that is not skipped");
  return {
    passed: failed.length === 0,
    score: passedCount / parts.length,
    evidence: {
      message:
        first === undefined
          ? `${plural(parts.length, "test")} passed`
          : `${failed.length} of ${plural(parts.length, "test")} failed; the first: ${first.title}: ${first.message}`,
      step: null,
      expected: `${plural(parts.length, "test")} to pass`,
      actual: `${passedCount} passed`,
      parts: [...parts],
    },
  };
}

interface SpecRun {
  readonly spec: PlaywrightSpec;
  readonly folder: SpecFolder;
  readonly context: CheckContext;
}

async function runSpecs(specs: readonly string[], run: SpecRun): Promise<Part[]> {
  const { spec, folder, context } = run;
  const config = await writeConfig(specs, run);
  const env = await createEnvironment(spec, folder, context);
  const stderr = await runRunner(config, env, run);
  const report = await readReport(folder);
  // What a spec complains of while it is loaded names folders of this run.
  const normalize = (text: string) => context.normalize(text).replaceAll("playwright/files/", "");
  if (report === null) {
    const lastWords = normalize(lastLine(stderr));
    throw new CheckFailure(
      `the test runner ended without a report${lastWords === "" ? "" : `: ${lastWords}`}`,
    );
  }
  const parts = listTests(report, { leavesOutUnrun: context.stopsAtFirstFailure, normalize });
  const [error] = report.errors;
  if (parts.length === 0 && error !== undefined) {
    throw new CheckFailure(`the specs could not be run: ${toOneLine(error, normalize)}`);
  }
  return parts;
}

/** Resolves to the end of what it wrote to standard error, once it is over in whatever way. */
async function runRunner(
  config: string,
  env: Record<string, string>,
  { folder, context }: SpecRun,
): Promise<string> {
  const require = createRequire(`${context.browser.modules}/`);
  const cli = join(dirname(require.resolve("@playwright/test/package.json")), "cli.js");
  const child = spawn(process.execPath, [...BRIEF_NODE_FLAGS, cli, "test", "--config", config], {
    cwd: folder.files,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const kill = () => {
    // The runner leads a process group of its own, its workers are in it; browsers end with their pipes.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  context.signal.addEventListener("abort", kill, { once: true });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr = (stderr + chunk).slice(-STDERR_TAIL);
  });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  }).finally(() => context.signal.removeEventListener("abort", kill));
  context.signal.throwIfAborted();
  return stderr;
}

async function readReport(folder: SpecFolder): Promise<Report | null> {
  try {
    return ReportSchema.parse(JSON.parse(await readFile(join(folder.root, REPORT_FILE), "utf8")));
  } catch {
    return null;
  }
}

function lastLine(text: string): string {
  return shorten(text.trim().split("\n").at(-1) ?? "", 300);
}
