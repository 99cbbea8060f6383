import { z } from "zod";
import { DurationSchema, SizeSchema } from "./units.ts";

const count = z.int().positive();

/** What a task, a run file or a flag may ask for. Every key is optional; the resolved form is {@link Limits}. */
export const LimitsInputSchema = z.strictObject({
  wallTime: DurationSchema.optional().describe("time that the agent may take for one turn"),
  idleTime: DurationSchema.optional().describe(
    "time without output, without a model call and without work of the processor",
  ),
  requests: count.optional().describe("model requests of one trial"),
  tokens: count.optional().describe("input plus output tokens of one trial"),
  cost: z
    .number()
    .positive()
    .optional()
    .describe("US dollars of one trial; needs a model with a known price"),
  outputBytes: SizeSchema.optional().describe("output of one command in a sandbox"),
  files: count.optional().describe("entries in a workspace"),
  archiveSize: SizeSchema.optional().describe("uncompressed size of a workspace"),
  processes: count.optional().describe("processes and threads in a sandbox"),
  memory: SizeSchema.optional().describe("memory of a sandbox, swap included"),
  cpus: z.number().positive().optional().describe("processors of a sandbox"),
  disk: SizeSchema.optional().describe("size of the workspace's volume"),
  buildTime: DurationSchema.optional().describe("time for the app's build command"),
  readyTime: DurationSchema.optional().describe("time until the app answers"),
  checkTime: DurationSchema.optional().describe("time for all checks of one workspace"),
});
export type LimitsInput = z.infer<typeof LimitsInputSchema>;

/** Limits as enforced and as written into a result. Times in ms, sizes in bytes, cost in US dollars (null: not limited by cost). */
export const LimitsSchema = z.strictObject({
  wallTimeMs: count,
  idleTimeMs: count,
  requests: count,
  tokens: count,
  costUsd: z.number().positive().nullable(),
  outputBytes: count,
  files: count,
  archiveSizeBytes: count,
  processes: count,
  memoryBytes: count,
  cpus: z.number().positive(),
  diskBytes: count,
  buildTimeMs: count,
  readyTimeMs: count,
  checkTimeMs: count,
});
export type Limits = z.infer<typeof LimitsSchema>;

/** The limit that ended a trial. */
export const LimitNameSchema = z.enum([
  "wallTime",
  "idleTime",
  "requests",
  "tokens",
  "cost",
  "outputBytes",
  "memory",
  "processes",
  "disk",
]);
export type LimitName = z.infer<typeof LimitNameSchema>;

/** A limit that was met, in words. */
export interface LimitHit {
  readonly limit: LimitName;
  readonly message: string;
  /** The whole run's limit, and not the trial's own. */
  readonly isOfRun?: true;
}

export const DEFAULT_LIMITS: Limits = {
  wallTimeMs: 20 * 60_000,
  idleTimeMs: 5 * 60_000,
  requests: 200,
  tokens: 5_000_000,
  costUsd: null,
  outputBytes: 10_000_000,
  files: 20_000,
  archiveSizeBytes: 200_000_000,
  processes: 512,
  memoryBytes: 2 * 1024 ** 3,
  cpus: 2,
  diskBytes: 1024 ** 3,
  buildTimeMs: 3 * 60_000,
  readyTimeMs: 30_000,
  checkTimeMs: 10 * 60_000,
};

/** Merges layers over the defaults; a later layer wins (pass task, then run config, then flags). */
export function resolveLimits(...layers: readonly LimitsInput[]): Limits {
  const asked: LimitsInput = Object.assign({}, ...layers.map(withoutUndefined));
  const fallback = DEFAULT_LIMITS;
  return {
    wallTimeMs: asked.wallTime ?? fallback.wallTimeMs,
    idleTimeMs: asked.idleTime ?? fallback.idleTimeMs,
    requests: asked.requests ?? fallback.requests,
    tokens: asked.tokens ?? fallback.tokens,
    costUsd: asked.cost ?? fallback.costUsd,
    outputBytes: asked.outputBytes ?? fallback.outputBytes,
    files: asked.files ?? fallback.files,
    archiveSizeBytes: asked.archiveSize ?? fallback.archiveSizeBytes,
    processes: asked.processes ?? fallback.processes,
    memoryBytes: asked.memory ?? fallback.memoryBytes,
    cpus: asked.cpus ?? fallback.cpus,
    diskBytes: asked.disk ?? fallback.diskBytes,
    buildTimeMs: asked.buildTime ?? fallback.buildTimeMs,
    readyTimeMs: asked.readyTime ?? fallback.readyTimeMs,
    checkTimeMs: asked.checkTime ?? fallback.checkTimeMs,
  };
}

/** US dollars that a trial may cost where its model has a price and nobody set a limit. */
const DEFAULT_COST_USD = 5;

/** The limits of a trial whose model has a price: cost is never without a limit then. */
export function limitCost(limits: Limits, hasPrice: boolean): Limits {
  return limits.costUsd === null && hasPrice ? { ...limits, costUsd: DEFAULT_COST_USD } : limits;
}

function withoutUndefined(layer: LimitsInput): LimitsInput {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}
