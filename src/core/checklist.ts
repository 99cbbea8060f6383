import { z } from "zod";
import { SlugSchema } from "./check.ts";

/** The list of what a judge looks for, beside task.yaml. No agent is given it. */
export const CHECKLIST_FILE = "checklist.yaml";

const ChecklistItemSchema = z.strictObject({
  id: SlugSchema,
  text: z.string().min(1).max(400).describe("what is so or is not so, and can be seen in the app"),
});

/** Statements about an app, each of which holds or does not. */
export const ChecklistSchema = z
  .array(ChecklistItemSchema)
  .min(1)
  .max(40)
  .superRefine((items, context) => {
    for (const [index, { id }] of items.entries()) {
      if (items.findIndex((item) => item.id === id) < index)
        context.addIssue({ code: "custom", path: [index, "id"], message: `another item is called ${id}` });
    }
  });
export type Checklist = z.infer<typeof ChecklistSchema>;
