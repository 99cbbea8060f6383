import { z } from "zod";
import type { Sandbox, SandboxFile } from "./sandbox.ts";
import { DurationSchema } from "./units.ts";

export const ViewportSchema = z
  .string()
  .regex(/^[1-9]\d{1,3}x[1-9]\d{1,3}$/, "expected width x height in CSS pixels, such as 375x812")
  .transform((text) => {
    const [width, height] = text.split("x").map(Number) as [number, number];
    return { width, height };
  });

/** Checks, solutions and mutants are named by these; they become file names. */
export const SlugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower-case words joined by hyphens, such as adds-expense");

/** What every check has, whatever its kind. */
export const CheckCommonSchema = z.strictObject({
  id: SlugSchema,
  title: z.string().min(1).optional().describe("one sentence; the id if silent"),
  weight: z.number().positive().default(1).describe("share in the score"),
  required: z.boolean().default(true).describe("whether the trial can pass without it"),
  turn: z.int().positive().default(1).describe("the turn from which on it holds"),
  viewport: ViewportSchema.default({ width: 1280, height: 800 }),
  timeout: DurationSchema.default(30_000).describe("deadline of the whole check; past it, it fails"),
  clock: z
    .enum(["real", "fixed", "manual"])
    .default("real")
    .describe("fixed: Date stands still; manual: timers and frames move by `tick` alone"),
});
export type CheckCommon = z.infer<typeof CheckCommonSchema>;

/** One check of a task: common members beside `kind` (the registry's key) and that kind's own `spec`. */
export interface CheckSpec extends CheckCommon {
  readonly kind: string;
  readonly spec: unknown;
}

/** Deterministic: the same workspace gives the same bytes. No times, no paths of the host, no random ids. */
export const EvidenceSchema = z.strictObject({
  message: z.string().describe("what was expected and what was found, in words a person understands"),
  step: z.string().nullable().describe("the step that failed, as written in the task"),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  parts: z
    .array(z.strictObject({ title: z.string(), passed: z.boolean(), message: z.string().nullable() }))
    .describe("one per test where a check holds several, as in a Playwright file"),
});
export type Evidence = z.infer<typeof EvidenceSchema>;

/** What a check found. `score` is in 0..1 and 1 exactly when `passed`. */
export const CheckVerdictSchema = z.strictObject({
  id: SlugSchema,
  passed: z.boolean(),
  score: z.number().min(0).max(1),
  evidence: EvidenceSchema,
});
export type CheckVerdict = z.infer<typeof CheckVerdictSchema>;

/** A verdict with what the task said of its check: what results hold. */
export const CheckResultSchema = CheckVerdictSchema.extend({
  title: z.string(),
  kind: z.string(),
  weight: z.number().positive(),
  required: z.boolean(),
  turn: z.int().positive(),
});
export type CheckResult = z.infer<typeof CheckResultSchema>;

/** A kind of check: its key in YAML, its schema, and what runs it. */
export type CheckKind<Spec, Context> = CheckerKind<Spec, Context> | BesideKind<Spec>;

interface AnyKind<Spec> {
  /** The key that a task writes, and the name of the kind. */
  readonly key: string;
  readonly summary: string;
  readonly schema: z.ZodType<Spec>;
  /** Files of the task's folder (or globs) that the check needs, relative to it. */
  readonly files: (spec: Spec) => readonly string[];
  /** Set where the kind looks at the workspace's files: they are then given to the checker, as data. */
  readonly readsWorkspace?: true;
  /** Set where the kind looks at the state of the task's services: it is then given to the checker, as data. */
  readonly readsServices?: true;
}

/** Runs inside the checker, where no code of the agent's is. */
interface CheckerKind<Spec, Context> extends AnyKind<Spec> {
  /** Resolves to a verdict without its id; whatever it throws fails the check with the error's message. */
  readonly run: (spec: Spec, context: Context) => Promise<Omit<CheckVerdict, "id">>;
}

/**
 * Runs beside the agent's code, in a fresh sandbox of its own, because those who wrote the check have it so: that code can forge
 * the verdict, and results say so. Checks of such kinds stand alone in their task.
 */
interface BesideKind<Spec> extends AnyKind<Spec> {
  /** Resolves to a verdict without its id. @throws InfraError, SandboxDeathError */
  readonly runBeside: (spec: Spec, place: BesidePlace) => Promise<Omit<CheckVerdict, "id">>;
}

/** What the runner wants to know of a kind of check. */
export interface CheckTraits {
  readonly readsWorkspace: boolean;
  readonly readsServices: boolean;
  /** Whether it runs beside the agent's code. */
  readonly runsBeside: boolean;
}

/** Where a check runs beside the agent's code. */
export interface BesidePlace {
  /** Of the role `app`, with the workspace in it; nothing has run there yet. */
  readonly sandbox: Sandbox;
  /** What the check needs of the task's folder, under its own paths. */
  readonly files: readonly SandboxFile[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Keeps what a program printed. */
  readonly keepLog: (text: string) => void;
}
