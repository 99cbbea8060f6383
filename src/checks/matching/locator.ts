import { z } from "zod";
import { NameMatcherSchema } from "./text.ts";

const text = z.string().min(1);

/** The members of a locator, to be spread into what is done with the element. */
export const LocatorShape = {
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

/** The members that say which element is meant; `nth` and `within` only narrow. */
export const CRITERIA = ["role", "label", "withText", "placeholder", "alt", "testId"] as const;

type Written = {
  readonly [Key in (typeof CRITERIA)[number] | "name" | "level" | "nth" | "within"]?: unknown;
};

/** Whether an object says which element it means. */
export function isLocated(written: Written): boolean {
  return CRITERIA.some((key) => written[key] !== undefined);
}

/** Names every contradiction in a locator's members; says nothing where a member is itself wrong. */
export function checkLocator(written: Written, context: z.RefinementCtx): void {
  if (context.issues.length > 0) return;
  const report = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (written.name !== undefined && written.role === undefined) report("name", "needs role beside it");
  if (written.level !== undefined && written.role !== "heading")
    report("level", "needs role: heading beside it");
  for (const key of ["nth", "within"] as const) {
    if (written[key] !== undefined && !isLocated(written))
      report(key, `needs one of ${CRITERIA.join(", ")} beside it`);
  }
}

/** As {@link checkLocator}, and that there is something to find. */
export function requireLocator(written: Written, context: z.RefinementCtx): void {
  if (context.issues.length > 0) return;
  checkLocator(written, context);
  if (isLocated(written) || written.nth !== undefined || written.within !== undefined) return;
  context.addIssue({ code: "custom", message: `says no element: give one of ${CRITERIA.join(", ")}` });
}

/** Finds as a person would: by role, label or text; by test id where the prompt names it. Must match exactly one element. */
export const LocatorSchema = z.strictObject(LocatorShape).superRefine(requireLocator);
export type Locator = z.infer<typeof LocatorSchema>;
