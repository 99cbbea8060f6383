import { z } from "zod";
import { ViewportSchema } from "../../core/check.ts";
import { DurationSchema } from "../../core/units.ts";

const text = z.string().min(1);

/**
 * How a text is compared, white space folded and trimmed on both sides. A plain string means equality;
 * `same` and `differs` name a value that `remember` kept.
 */
const TextMatcherSchema = z.union(
  [
    z.string(),
    z.strictObject({ contains: text }),
    z.strictObject({ notContains: text }),
    z.strictObject({ regex: text.describe("JavaScript regular expression, flag u") }),
    z.strictObject({ oneOf: z.array(z.string()).min(1) }),
    z.strictObject({ not: z.string() }),
    z.strictObject({ same: text }),
    z.strictObject({ differs: text }),
  ],
  { error: "expected a text, or one of contains, notContains, regex, oneOf, not, same, differs" },
);
export type TextMatcher = z.infer<typeof TextMatcherSchema>;

const numberOrName = z.union([z.number(), text.describe("a name that `remember` kept")]);

/**
 * Reads the one number in a text, in any decimal digits (Latin, Arabic, Urdu, Devanagari …), with or without
 * grouping and currency, and compares it. A plain number means equality within `tolerance`.
 */
const NumberMatcherSchema = z.union(
  [
    z.number(),
    z.strictObject({
      equals: numberOrName.optional(),
      atLeast: numberOrName.optional(),
      atMost: numberOrName.optional(),
      moreThan: numberOrName.optional(),
      lessThan: numberOrName.optional(),
      tolerance: z.number().nonnegative().optional(),
    }),
  ],
  { error: "expected a number, or an object with equals, atLeast, atMost, moreThan, lessThan, tolerance" },
);
export type NumberMatcher = z.infer<typeof NumberMatcherSchema>;

/** A name in a locator: a string is compared exactly (white space folded), the others as they say. */
const NameMatcherSchema = z.union(
  [text, z.strictObject({ contains: text }), z.strictObject({ regex: text })],
  {
    error: "expected a text, or one of contains, regex",
  },
);
export type NameMatcher = z.infer<typeof NameMatcherSchema>;

const LocatorShape = {
  role: text.optional().describe("ARIA role, such as button, textbox, row, status"),
  name: NameMatcherSchema.optional().describe("accessible name; needs role"),
  level: z.int().min(1).max(6).optional().describe("heading level; needs role: heading"),
  label: NameMatcherSchema.optional().describe("a form control's label"),
  withText: NameMatcherSchema.optional().describe("the element's visible text"),
  placeholder: NameMatcherSchema.optional(),
  alt: NameMatcherSchema.optional(),
  testId: text.optional().describe("value of data-testid; a last resort, and stated in the prompt"),
  nth: z.int().optional().describe("from 0; negative counts from the end"),
  get within() {
    return LocatorSchema.optional().describe("the element that it must be inside of");
  },
};

/** Finds as a person would: by role, label or text; by test id where the prompt names it. Must match exactly one element. */
const LocatorSchema = z.strictObject(LocatorShape);
export type Locator = z.infer<typeof LocatorSchema>;

const target = LocatorShape;

const ExpectSchema = z.strictObject({
  ...target,
  text: TextMatcherSchema.optional().describe("visible text of the element (or of the page's body)"),
  value: TextMatcherSchema.optional().describe("value of a form control"),
  number: NumberMatcherSchema.optional().describe("the number in the element's text or value"),
  texts: z.array(TextMatcherSchema).optional().describe("texts of all matching elements, in order"),
  count: z
    .union([
      z.int().nonnegative(),
      z.strictObject({ min: z.int().nonnegative().optional(), max: z.int().nonnegative().optional() }),
    ])
    .optional()
    .describe("how many visible elements match"),
  visible: z.boolean().optional(),
  enabled: z.boolean().optional(),
  checked: z.boolean().optional(),
  focused: z.boolean().optional(),
  attribute: z
    .strictObject({ name: text, value: z.union([TextMatcherSchema, z.null()]) })
    .optional()
    .describe("null: the attribute is absent"),
  style: z.record(z.string(), TextMatcherSchema).optional().describe("computed CSS properties"),
  url: TextMatcherSchema.optional().describe("path, query and fragment of the page's address"),
  title: TextMatcherSchema.optional().describe("the page's title"),
  direction: z.enum(["ltr", "rtl"]).optional().describe("computed direction of the element or the page"),
  language: text.optional().describe("the page's lang attribute, such as ur (ur-PK fits too)"),
  noHorizontalScroll: z.literal(true).optional(),
  screenshot: z
    .strictObject({
      file: text.describe("PNG below the task's folder"),
      maxDifference: z.number().min(0).max(1).default(0.01).describe("share of pixels that may differ"),
    })
    .optional(),
  timeout: DurationSchema.optional().describe("how long to wait for it; 5s if silent"),
});
export type Expect = z.infer<typeof ExpectSchema>;

/** The actions, by key. A step is one of them, with an optional `name`. */
const ActionShape = {
  goto: z.string().startsWith("/").optional(),
  click: LocatorSchema.optional(),
  doubleClick: LocatorSchema.optional(),
  hover: LocatorSchema.optional(),
  focus: LocatorSchema.optional(),
  fill: z.strictObject({ ...target, value: z.string() }).optional(),
  select: z
    .strictObject({ ...target, option: z.union([z.string(), z.array(z.string())]) })
    .optional()
    .describe("chooses by the option's label"),
  check: LocatorSchema.optional(),
  uncheck: LocatorSchema.optional(),
  press: z
    .union([
      text,
      z.strictObject({ key: text, times: z.int().min(1).max(500).default(1), on: LocatorSchema.optional() }),
    ])
    .optional()
    .describe("a key such as Enter, ArrowLeft or Control+z"),
  type: text.optional().describe("types into what has the focus"),
  drag: z.strictObject({ from: LocatorSchema, to: LocatorSchema }).optional(),
  upload: z
    .strictObject({
      ...target,
      file: z.union([text, z.strictObject({ name: text, mimeType: text, content: z.string() })]),
    })
    .optional()
    .describe("a file below the task's folder, or one written here"),
  wait: DurationSchema.optional(),
  tick: DurationSchema.optional().describe("moves the page's timers and frames on; needs clock: manual"),
  viewport: ViewportSchema.optional(),
  dialog: z
    .enum(["accept", "dismiss"])
    .optional()
    .describe("what to do with later alert, confirm and prompt dialogs"),
  remember: z
    .strictObject({ ...target, as: text, what: z.enum(["text", "number", "count"]).default("text") })
    .optional(),
  screenshot: text.optional().describe("keeps a picture under this name"),
  expect: ExpectSchema.optional(),
  get repeat() {
    return z.strictObject({ times: z.int().min(1).max(500), steps: z.array(StepSchema).min(1) }).optional();
  },
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
  .refine((step) => ACTION_KEYS.filter((key) => step[key] !== undefined).length === 1, {
    error: `a step has exactly one action: ${ACTION_KEYS.join(", ")}`,
  });

/** One step: a bare word, or an object with exactly one action. */
const StepSchema: z.ZodType<Step, unknown> = z.lazy(() =>
  z.union([z.enum(["reload", "back", "forward"]), NamedStepSchema], {
    error: "expected reload, back, forward, or an object with one action",
  }),
);

type ActionOf<Key extends Exclude<ActionKey, "repeat">> = NonNullable<z.infer<(typeof ActionShape)[Key]>>;
export type Actions = { [Key in Exclude<ActionKey, "repeat">]: ActionOf<Key> } & {
  repeat: { times: number; steps: Step[] };
};
export type NamedStep = { name?: string | undefined } & { [Key in ActionKey]?: Actions[Key] | undefined };
export type Step = "reload" | "back" | "forward" | NamedStep;

/** `steps:` of a check. Each check starts in a fresh browser context, at no page. */
export const StepsSchema = z.array(StepSchema).min(1);
