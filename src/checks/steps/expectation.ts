import { z } from "zod";
import { DurationSchema } from "../../core/units.ts";
import { shortOr } from "../matching/choice.ts";
import { checkLocator, isLocated, LocatorShape } from "../matching/locator.ts";
import { NumberMatcherSchema } from "../matching/number.ts";
import { TextMatcherSchema } from "../matching/text.ts";

const text = z.string().min(1);
const count = z.int().nonnegative();

const ExpectationShape = {
  text: TextMatcherSchema.optional().describe("visible text of the element (or of the page's body)"),
  value: TextMatcherSchema.optional().describe("value of a form control"),
  number: NumberMatcherSchema.optional().describe("the number in the element's text or value"),
  texts: z.array(TextMatcherSchema).optional().describe("texts of all matching elements, in order"),
  count: shortOr(
    z.int({ error: "expected a whole number, or an object with min, max" }).nonnegative(),
    z.strictObject({ min: count.optional(), max: count.optional() }),
  )
    .optional()
    .describe("how many visible elements match"),
  visible: z.boolean().optional(),
  enabled: z.boolean().optional(),
  checked: z.boolean().optional(),
  focused: z.boolean().optional(),
  attribute: z
    .strictObject({
      name: text,
      value: z.union([TextMatcherSchema, z.null()]),
    })
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
};

export type ExpectationKey = keyof typeof ExpectationShape;
export const EXPECTATION_KEYS = Object.keys(ExpectationShape) as ExpectationKey[];

/** What says nothing without an element. */
const OF_AN_ELEMENT = [
  "value",
  "number",
  "texts",
  "count",
  "visible",
  "enabled",
  "checked",
  "focused",
  "attribute",
  "style",
] as const;

/** An element without any expectation is expected to be visible. */
export const ExpectSchema = z
  .strictObject({
    ...LocatorShape,
    ...ExpectationShape,
    timeout: DurationSchema.optional().describe("how long to wait for it; 5s if silent"),
  })
  .superRefine((expected, context) => {
    checkLocator(expected, context);
    if (isLocated(expected) || context.issues.length > 0) return;
    for (const key of OF_AN_ELEMENT) {
      if (expected[key] !== undefined) {
        context.addIssue({
          code: "custom",
          path: [key],
          message: "needs an element: role, label, withText, placeholder, alt or testId",
        });
      }
    }
    if (EXPECTATION_KEYS.every((key) => expected[key] === undefined)) {
      context.addIssue({
        code: "custom",
        message: `expects nothing: give one of ${EXPECTATION_KEYS.join(", ")}`,
      });
    }
  });
export type Expect = z.infer<typeof ExpectSchema>;
