import { z } from "zod";
import { ViewportSchema } from "../../core/check.ts";
import { DurationSchema } from "../../core/units.ts";
import { shortOr } from "../matching/choice.ts";
import { LocatorSchema, LocatorShape, requireLocator } from "../matching/locator.ts";
import { ExpectSchema } from "./expectation.ts";

const text = z.string().min(1);

const target = LocatorShape;

const oneOrMoreTexts = z.union([z.string(), z.array(z.string())], {
  error: "expected a text, or a list of texts",
});

/** The actions, by key. A step is one of them, with an optional `name`. */
const ActionShape = {
  goto: z.string().startsWith("/").optional(),
  click: LocatorSchema.optional(),
  doubleClick: LocatorSchema.optional(),
  hover: LocatorSchema.optional(),
  focus: LocatorSchema.optional(),
  fill: z
    .strictObject({ ...target, value: z.string() })
    .superRefine(requireLocator)
    .optional(),
  select: z
    .strictObject({ ...target, option: oneOrMoreTexts })
    .superRefine(requireLocator)
    .optional()
    .describe("chooses by the option's label"),
  check: LocatorSchema.optional(),
  uncheck: LocatorSchema.optional(),
  press: shortOr(
    z.string({ error: "expected a key, or an object with key, times, on" }).min(1),
    z.strictObject({ key: text, times: z.int().min(1).max(500).default(1), on: LocatorSchema.optional() }),
  )
    .optional()
    .describe("a key such as Enter, ArrowLeft or Control+z"),
  type: text.optional().describe("types into what has the focus"),
  drag: z.strictObject({ from: LocatorSchema, to: LocatorSchema }).optional(),
  upload: z
    .strictObject({
      ...target,
      file: shortOr(
        z.string({ error: "expected a path, or an object with name, mimeType, content" }).min(1),
        z.strictObject({ name: text, mimeType: text, content: z.string() }),
      ),
    })
    .superRefine(requireLocator)
    .optional()
    .describe("a file below the task's folder, or one written here"),
  wait: DurationSchema.optional(),
  tick: DurationSchema.optional().describe("moves the page's timers and frames on; needs clock: manual"),
  viewport: ViewportSchema.optional(),
  dialog: z
    .enum(["accept", "dismiss"])
    .optional()
    .describe("what to do with later alert, confirm and prompt dialogs; dismiss if silent"),
  remember: z
    .strictObject({ ...target, as: text, what: z.enum(["text", "number", "count"]).default("text") })
    .superRefine(requireLocator)
    .optional(),
  screenshot: text.optional().describe("keeps a picture under this name"),
  expect: ExpectSchema.optional(),
  repeat: z
    .strictObject({
      times: z.int().min(1).max(500),
      steps: z.array(z.lazy((): z.ZodType<Step, unknown> => StepSchema)).min(1),
    })
    .optional(),
};

export const ACTION_KEYS = [
  "goto",
  "click",
  "doubleClick",
  "hover",
  "focus",
  "fill",
  "select",
  "check",
  "uncheck",
  "press",
  "type",
  "drag",
  "upload",
  "wait",
  "tick",
  "viewport",
  "dialog",
  "remember",
  "screenshot",
  "expect",
  "repeat",
] as const;
export type ActionKey = (typeof ACTION_KEYS)[number];

const NamedStepSchema = z
  .strictObject({ name: text.optional().describe("a named step leaves a screenshot"), ...ActionShape })
  .superRefine((step, context) => {
    const count = ACTION_KEYS.filter((key) => step[key] !== undefined).length;
    if (count === 1 || context.issues.length > 0) return;
    context.addIssue({
      code: "custom",
      message: `a step has exactly one action, not ${count}: ${ACTION_KEYS.join(", ")}`,
    });
  });

export const BareStepSchema = z.enum(["reload", "back", "forward"], {
  error: "expected reload, back, forward, or an object with one action",
});

/** One step: a bare word, or an object with exactly one action. */
export const StepSchema: z.ZodType<Step, unknown> = shortOr(BareStepSchema, NamedStepSchema);

type ActionOf<Key extends Exclude<ActionKey, "repeat">> = NonNullable<z.infer<(typeof ActionShape)[Key]>>;
export type Actions = { [Key in Exclude<ActionKey, "repeat">]: ActionOf<Key> } & {
  repeat: { times: number; steps: Step[] };
};
export type NamedStep = { name?: string | undefined } & { [Key in ActionKey]?: Actions[Key] | undefined };
export type Step = z.infer<typeof BareStepSchema> | NamedStep;

/** `steps:` of a check. Each check starts in a fresh browser context, at no page. */
export const StepsSchema = z.array(StepSchema).min(1);
