import { z } from "zod";
import { type CheckCommon, CheckCommonSchema, type CheckKind, type CheckSpec, SlugSchema } from "./check.ts";
import { LimitsInputSchema } from "./limits.ts";

/** What buildoff's own tools are known as. */
const OWN_MCP_SERVER = "sandbox";

const RelativePathSchema = z
  .string()
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\\0]+$/,
    "expected a path below the task's folder, with / and without ..",
  );

/** BCP 47, as far as its shape goes. */
export const LocaleSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a BCP 47 language tag such as en, ur or zh-Hans");

const PromptSchema = z.union([z.string().min(1), z.record(LocaleSchema, z.string().min(1))], {
  error: "expected a text, or a map from language tags to texts",
});

const TurnSchema = z.strictObject({
  prompt: PromptSchema.describe("what the agent is asked; a map gives the same brief in several languages"),
});

const AppSchema = z.strictObject({
  root: RelativePathSchema.optional().describe("what a static stack serves: `.` or `dist`"),
  build: z.string().min(1).optional().describe("command that builds the app; without network"),
  start: z.string().min(1).optional().describe("command that serves it on $HOST:$PORT"),
  ready: z.string().startsWith("/").default("/").describe("path that answers below 400 once the app is up"),
});

const ServiceShape = z.strictObject({
  name: SlugSchema.describe("what the agent knows the MCP server as"),
  file: RelativePathSchema.describe(
    "program that listens on $HOST:$PORT, speaks MCP at /mcp, and keeps its state below $STATE_DIR",
  ),
});

/** A server of the task's own; its name is its file's where it is silent. */
const ServiceSchema = z.union([
  RelativePathSchema.transform((file) => ({
    name: file.replace(/^.*\//, "").replace(/\.[^.]*$/, ""),
    file,
  })).pipe(ServiceShape),
  ServiceShape,
]);
export type TaskService = z.infer<typeof ServiceShape>;

const VarsSchema = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/, "expected a name in camelCase"),
  z.array(z.union([z.string(), z.number()])).min(1),
);

/** The task as written, but for its checks, whose schemas come from the registry of check kinds. */
const TaskHeadSchema = z.strictObject({
  schema: z.literal(1).describe("version of this format"),
  id: SlugSchema,
  title: z.string().min(1).max(120),
  category: SlugSchema.describe("a slice of the results: dashboard, game, storefront …"),
  difficulty: z.enum(["easy", "medium", "hard"]),
  locale: LocaleSchema.default("en").describe(
    "language of the product; a right-to-left one is part of the brief",
  ),
  stack: SlugSchema.default("static").describe("which image and which build and start defaults"),
  turns: z.array(TurnSchema).min(1),
  starter: RelativePathSchema.optional().describe("folder whose files are in the workspace at the start"),
  assets: z
    .array(RelativePathSchema)
    .default([])
    .describe("files copied into the workspace at the same path"),
  services: z
    .array(ServiceSchema)
    .default([])
    .describe("servers that the agent may call through the gateway, and whose state checks look at"),
  providerTools: z
    .boolean()
    .default(false)
    .describe("whether the model's provider may run tools of its own: web search, code, remote MCP servers"),
  vars: VarsSchema.default({}).describe("values that a seed chooses; written {{name}} in prompts and checks"),
  app: AppSchema.default({ ready: "/" }),
  limits: LimitsInputSchema.default({}),
});

// oxlint-disable-next-line typescript/no-explicit-any -- a registry holds kinds of unlike specs and contexts
export type AnyCheckKind = CheckKind<any, any>;

/** A task as parsed. Paths are relative to its folder. */
export type Task = z.infer<typeof TaskHeadSchema> & { readonly checks: readonly CheckSpec[] };

/**
 * The one declaration of a task file, over the given kinds of check. Strict: an unknown key is an error.
 */
export function createTaskSchema(kinds: readonly AnyCheckKind[]) {
  return TaskHeadSchema.extend({ checks: z.array(createCheckSchema(kinds)).min(1) }).superRefine(
    (task, context) => {
      reportDuplicates(task.checks, context);
      reportServices(task.services, context);
      reportMixed(task.checks, kinds, context);
      for (const [index, check] of task.checks.entries()) {
        if (check.turn > task.turns.length) {
          context.addIssue({
            code: "custom",
            path: ["checks", index, "turn"],
            message: `there is no turn ${check.turn}: the task has ${task.turns.length}`,
          });
        }
      }
      reportMissingLanguages(task.turns, context);
    },
  );
}

function createCheckSchema(kinds: readonly AnyCheckKind[]) {
  const keys = kinds.map((kind) => kind.key);
  const shape = Object.fromEntries(kinds.map((kind) => [kind.key, kind.schema.optional()]));
  return CheckCommonSchema.extend(shape).transform((check, context): CheckSpec => {
    const written = check as typeof check & Record<string, unknown>;
    const present = keys.filter((key) => written[key] !== undefined);
    const [kind] = present;
    if (kind === undefined || present.length > 1) {
      const found = present.length === 0 ? "none" : present.join(" and ");
      context.addIssue({
        code: "custom",
        message: `a check has exactly one of ${keys.join(", ")}; found ${found}`,
      });
      return z.NEVER;
    }
    const { id, title, weight, required, turn, viewport, timeout, clock } = check as CheckCommon;
    return { id, title, weight, required, turn, viewport, timeout, clock, kind, spec: written[kind] };
  });
}

function reportServices(services: readonly TaskService[], context: z.RefinementCtx): void {
  for (const [index, { name }] of services.entries()) {
    const isTaken = name === OWN_MCP_SERVER || services.slice(0, index).some((other) => other.name === name);
    if (isTaken)
      context.addIssue({ code: "custom", path: ["services", index], message: `the name ${name} is taken` });
  }
}

/** A verdict that the agent's code can forge must not look like one of those that it cannot. */
function reportMixed(
  checks: readonly CheckSpec[],
  kinds: readonly AnyCheckKind[],
  context: z.RefinementCtx,
): void {
  const beside = checks.filter((check) => isBeside(kinds, check.kind));
  if (beside.length === 0 || beside.length === checks.length) return;
  for (const [index, { kind }] of checks.entries()) {
    if (!isBeside(kinds, kind)) continue;
    const message = `a check of kind ${kind} runs beside the agent's code, and stands in a task without others`;
    context.addIssue({ code: "custom", path: ["checks", index], message });
  }
}

/** Whether a kind of check runs beside the agent's code. */
export const isBeside = (kinds: readonly AnyCheckKind[], kind: string): boolean =>
  kinds.some((one) => one.key === kind && "runBeside" in one);

function reportDuplicates(checks: readonly CheckSpec[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of checks.entries()) {
    if (seen.has(id)) {
      context.addIssue({
        code: "custom",
        path: ["checks", index, "id"],
        message: `the id ${id} is taken by an earlier check`,
      });
    }
    seen.add(id);
  }
}

function reportMissingLanguages(turns: Task["turns"], context: z.RefinementCtx): void {
  const languages = promptLanguages(turns);
  for (const [index, { prompt }] of turns.entries()) {
    const missing = typeof prompt === "string" ? [] : languages.filter((language) => !(language in prompt));
    if (missing.length > 0) {
      context.addIssue({
        code: "custom",
        path: ["turns", index, "prompt"],
        message: `no prompt in ${missing.join(", ")}, which another turn has`,
      });
    }
  }
}

/** The languages that the brief exists in; `["en"]`-like singletons come from plain prompts as an empty list. */
export function promptLanguages(turns: Task["turns"]): string[] {
  return [
    ...new Set(turns.flatMap(({ prompt }) => (typeof prompt === "string" ? [] : Object.keys(prompt)))),
  ].toSorted();
}
