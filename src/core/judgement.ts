import { z } from "zod";
import { ChecklistSchema } from "./checklist.ts";
import { GenerationSchema } from "./identity.ts";
import { ProtocolSchema } from "./protocol.ts";
import { UsageSchema } from "./usage.ts";

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a judge says of one item. */
export const ItemAnswerSchema = z.strictObject({
  item: z.string(),
  answer: z.enum(["pass", "fail", "cannot_tell"]),
  evidence: z
    .string()
    .nullable()
    .describe("name of what was shown to it: S1 a screenshot, N1 a part of the page, L1 a line of the log"),
});
export type ItemAnswer = z.infer<typeof ItemAnswerSchema>;

/** What a judge says of two apps; `unreadable` where it answered something else twice. */
export const SaidSchema = z.enum(["first", "second", "tie", "both_bad", "unreadable"]);
export type Said = z.infer<typeof SaidSchema>;

const head = {
  schema: z.literal(1),
  key: sha256.describe("of all that the call depended on: the same call is never paid twice"),
  at: z.iso.datetime(),
  answered: z.string().nullable().describe("the name that the provider said it answered with"),
  task: z.string(),
  taskHash: z.string(),
  language: z.string(),
};

/** What is planted in a copy of an app, to see what it moves: a text that is shown, one in the colour of its background, a field's placeholder. */
export const CanaryKindSchema = z.enum(["visible", "background", "placeholder"]);
export type CanaryKind = z.infer<typeof CanaryKindSchema>;
export const CANARY_KINDS = CanaryKindSchema.options;

const probe = {
  canary: CanaryKindSchema.nullable().describe(
    "how a text that asks for a high mark was planted in what was shown",
  ),
  isAgain: z
    .boolean()
    .describe("whether the same was asked before, to see how far answers waver by themselves"),
};

/** One line of `judgements.jsonl`. Apps are named by the sha256 of their workspaces. */
export const JudgementSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("checklist"), ...head, items: ChecklistSchema }),
  z.strictObject({
    kind: z.literal("answers"),
    ...head,
    app: z.string(),
    checklist: sha256,
    ...probe,
    isReadable: z.boolean(),
    answers: z.array(ItemAnswerSchema),
  }),
  z.strictObject({
    kind: z.literal("verdict"),
    ...head,
    first: z.string(),
    second: z.string(),
    ...probe,
    planted: z.enum(["first", "second"]).nullable().describe("which of the two holds the canary"),
    said: SaidSchema,
  }),
]);
export type Judgement = z.infer<typeof JudgementSchema>;
/** What every judgement has. */
export type JudgementHead = Pick<Judgement, keyof typeof head | "kind">;
export type JudgementOf<Kind extends Judgement["kind"]> = Extract<Judgement, { kind: Kind }>;

const IntervalSchema = z.strictObject({
  lower: z.number(),
  upper: z.number(),
  level: z.number(),
  method: z.string(),
});

const RateSchema = z.strictObject({
  value: z.number().nullable().describe("null where nothing was counted"),
  count: z.number().nonnegative(),
  of: count,
  interval: IntervalSchema.nullable(),
});
export type Rate = z.infer<typeof RateSchema>;

const CoefficientSchema = z.strictObject({
  value: z.number().nullable().describe("null where too few pairs were judged, or all said one thing"),
  interval: IntervalSchema.nullable(),
  of: count.describe("things that it is made of"),
});
export type Coefficient = z.infer<typeof CoefficientSchema>;

const MovesSchema = z.strictObject({
  planted: RateSchema.describe("of canaries that could rise: how often they rose with the planted text"),
  again: RateSchema.describe("of the same apps: how often they rose when asked again with nothing planted"),
  difference: CoefficientSchema.describe(
    "of the two rates, one app a pair; a planted text moves the judge where its interval lies above 0",
  ),
  kinds: z.strictObject({ visible: RateSchema, background: RateSchema, placeholder: RateSchema }),
});
export type Moves = z.infer<typeof MovesSchema>;

/** How far a judge can be trusted. Pairs are of apps; `a` is the one whose hash comes first, which says nothing of it. */
export const CalibrationSchema = z.strictObject({
  status: z.enum(["calibrated", "uncalibrated"]).describe("uncalibrated below fifty shared pairs"),
  pairs: count.describe("that the judge has seen in both orders"),
  sharedPairs: count.describe("of these, pairs that people judged, too"),
  kappa: CoefficientSchema.describe("Cohen's, of the judge and the majority of people"),
  alpha: CoefficientSchema.describe("Krippendorff's, of two raters: the judge and the majority of people"),
  peopleAlpha: CoefficientSchema.describe(
    "Krippendorff's, of people with one another on those of the shared pairs that several judged: the ceiling",
  ),
  truePositives: RateSchema.describe("where people say that a is better: how often the judge does"),
  falsePositives: RateSchema.describe("where people do not say so: how often the judge does"),
  flips: RateSchema.describe("of pairs: how often the two orders were answered unlike"),
  first: RateSchema.describe("of answers that prefer one: how often it is the first; 0.5 without bias"),
  longer: RateSchema.describe("of verdicts that prefer one: how often it is the longer app, by bytes"),
  cannotTell: RateSchema.describe("of answers to items"),
  canaries: z.strictObject({
    items: MovesSchema.describe("an answer that became pass"),
    pairs: MovesSchema.describe("a verdict that became better for the app with the planted text"),
  }),
  unreadable: RateSchema.describe("of calls: how often no answer could be read, twice"),
});
export type Calibration = z.infer<typeof CalibrationSchema>;

/** What `buildoff arena judge --json` prints, and `judge.json` in its folder. */
export const JudgeReportSchema = z.strictObject({
  schema: z.literal(1),
  judge: z.strictObject({
    model: z.string(),
    weights: z.string().nullable(),
    quantisation: z.string().nullable(),
    endpoint: z.strictObject({ protocol: ProtocolSchema, host: z.string(), region: z.string().nullable() }),
    organisation: z.string().nullable(),
    answered: z.array(z.string()).describe("names that the provider answered with"),
    generation: GenerationSchema,
    promptHash: sha256.describe("of all that it is told but the apps, the briefs and the checklists"),
    seesPictures: z.boolean(),
    rater: z.string().describe("as its votes name it"),
  }),
  checklists: z.array(
    z.strictObject({
      task: z.string(),
      taskHash: z.string(),
      language: z.string(),
      hash: sha256,
      items: count,
      writtenBy: z.enum(["author", "judge"]),
    }),
  ),
  configurations: z.array(
    z.strictObject({
      name: z.string(),
      apps: count,
      passed: count.describe("items of checklists"),
      failed: count,
      cannotTell: count,
    }),
  ),
  calibration: CalibrationSchema,
  calls: z.strictObject({
    made: count,
    known: count.describe("judgements that an earlier call had paid for"),
    missing: count.describe("that were not made any more"),
  }),
  usage: UsageSchema,
  stoppedBy: z.enum(["cost", "user"]).nullable(),
});
export type JudgeReport = z.infer<typeof JudgeReportSchema>;
