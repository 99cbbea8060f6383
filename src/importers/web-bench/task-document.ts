import { stringify } from "yaml";
import type { ProjectPlan } from "./plan-project.ts";

/** Folder of the task below which everything of the checkout lies that its checks need, under its own path. */
export const UPSTREAM = "upstream";
/** Folder below it for packages that specs import and the checkout has not. */
export const SPEC_PACKAGES = "packages";

/** Time beside the tests' own that starting and closing the runner and its browser takes. */
const RUNNER_S = 15;
/** Upstream's own limit for all specs of a task. Source: tools/evaluator, tester/playwright.ts, EXCEED_TIME */
const UPSTREAM_LIMIT_S = 600;

/** A trial's limits hold for all of its turns, and those of buildoff are made for a few. */
const REQUESTS_PER_TURN = 30;
const TOKENS_PER_TURN = 500_000;

export interface TaskParts {
  readonly plan: ProjectPlan;
  readonly stack: string;
  /** Path that answers below 400 from the start state on. */
  readonly ready: string;
  /** Packages that the specs import: name, and folder below the task's. */
  readonly modules: Readonly<Record<string, string>>;
  /** Lines that say where it comes from. */
  readonly origin: readonly string[];
}

/** `task.yaml` of a project: a turn per row, a check per spec. */
export function renderTask(parts: TaskParts): string {
  const { plan, stack, ready, origin } = parts;
  const { project, rows } = plan;
  const document = {
    schema: 1,
    id: project.name,
    title: `Web-Bench: ${project.name}`,
    category: plan.config.server.kind === "vite" ? "vite-app" : "static-page",
    difficulty: toDifficulty(rows.map(({ level }) => level)),
    // Playwright's own default, under which upstream runs its specs.
    locale: "en-US",
    stack,
    starter: "starter",
    app: { ready },
    limits: {
      requests: rows.length * REQUESTS_PER_TURN,
      tokens: rows.length * TOKENS_PER_TURN,
      checkTime: `${UPSTREAM_LIMIT_S}s`,
    },
    turns: rows.map((row, index) => ({
      prompt: index === 0 ? `${introduce(rows.length)}\n\n${row.description}\n` : `${row.description}\n`,
    })),
    checks: plan.specs.map((spec) => toCheck(spec, parts)),
  };
  const comment = [...origin, ...rows.map(({ id, sha256 }) => `row ${id} sha256 ${sha256}`)];
  const yaml = stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
  return `${comment.map((line) => `# ${line}\n`).join("")}\n${yaml}`;
}

const introduce = (tasks: number): string =>
  `This project is built in ${tasks} steps, one request after the other. The folder holds its first files. Each step keeps what earlier ones asked for, unless it says otherwise. This is the first:`;

/** A project is as difficult as the most difficult of its tasks. */
function toDifficulty(levels: readonly string[]): "easy" | "medium" | "hard" {
  if (levels.some((level) => level.startsWith("chal") || level.startsWith("chan"))) return "hard";
  return levels.includes("moderate") ? "medium" : "easy";
}

function toCheck(spec: ProjectPlan["specs"][number], { plan, modules }: TaskParts): unknown {
  const { config, rows } = plan;
  const level = rows.find(({ id }) => id === spec.id)?.level ?? "";
  // One more than the tests that are seen: some are made in loops.
  const deadlineS = Math.ceil(((spec.tests + 1) * config.timeoutMs) / 1000) + RUNNER_S;
  return {
    id: spec.id,
    title: level === "" ? spec.id : `${spec.id} (${level})`,
    turn: spec.turn,
    viewport: config.viewport,
    timeout: `${Math.min(deadlineS, UPSTREAM_LIMIT_S)}s`,
    playwright: {
      specs: [`${UPSTREAM}/${spec.path}`],
      files: [`${UPSTREAM}/**`],
      modules,
      env: {
        EVAL: "true",
        EVAL_PROJECT_ROOT: "{workspace}",
        IS_EVAL_PRODUCTION: "true",
        EVAL_PROJECT_PORT: "3000",
      },
      timeout: `${config.timeoutMs}ms`,
      expectTimeout: `${config.expectTimeoutMs}ms`,
    },
  };
}
