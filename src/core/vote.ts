import { z } from "zod";

/** What one rater said of two apps: one of them, neither of two good ones, or neither of two bad ones. */
export const ChoiceSchema = z.enum(["a", "b", "tie", "both_bad"]);
export type Choice = z.infer<typeof ChoiceSchema>;

/** What is asked of each battle; only `overall` must be answered. */
export const AxisSchema = z.enum(["overall", "function", "usability", "fidelity"]);
export type Axis = z.infer<typeof AxisSchema>;
export const AXES = AxisSchema.options;

/** When a vote was cast that does not tell: no vote is as old. */
export const NO_TIME = "1970-01-01T00:00:00.000Z";

const known = z.string().nullable();

const ContestantSchema = z.strictObject({
  model: z.string().min(1).describe("what ratings call it: the name of a configuration, or of a model"),
  organisation: known,
  run: known,
  trial: known,
  workspace: known.describe("sha256 of its files"),
  bytes: z.int().nonnegative().nullable().describe("of its files: longer code may look like more"),
});
export type Contestant = z.infer<typeof ContestantSchema>;

const both = <Value extends z.ZodType>(value: Value) => z.strictObject({ a: value, b: value });

/** One line of `votes.jsonl`. What an imported vote does not tell is null. */
export const VoteSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  at: z.iso.datetime().describe(`${NO_TIME} where an imported vote does not tell`),
  suite: known,
  task: known,
  taskHash: known,
  category: known,
  language: known.describe("of the brief"),
  a: ContestantSchema,
  b: ContestantSchema,
  left: z.enum(["a", "b"]).nullable().describe("which of the two stood on the left, or first"),
  choices: z.strictObject({
    overall: ChoiceSchema,
    function: ChoiceSchema.nullable(),
    usability: ChoiceSchema.nullable(),
    fidelity: ChoiceSchema.nullable(),
  }),
  note: known,
  rater: z.strictObject({
    id: z.string().min(1).describe("a hash; the same for the same rater of one arena"),
    origin: known.describe("a hash of where the vote came from: several accounts may share it"),
    kind: z.enum(["person", "model"]),
    organisation: known.describe("of a model that rates"),
  }),
  dwellMs: z.number().nonnegative().nullable().describe("from the battle's opening to the vote"),
  opened: both(z.boolean()).nullable(),
  used: both(z.int().nonnegative()).nullable().describe("clicks, keys and touches in each app"),
  expected: z
    .enum(["a", "b"])
    .nullable()
    .describe("set in an attention pair: the reference, which a rater who looks prefers to its mutant"),
});
export type Vote = z.infer<typeof VoteSchema>;

/** Half a win each for a tie and for two bad ones. */
export function toResult(choice: Choice): number {
  if (choice === "a") return 1;
  return choice === "b" ? 0 : 0.5;
}
