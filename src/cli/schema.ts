import { z } from "zod";
import { checkKinds } from "../checks/registry.ts";
import { CertificateSchema } from "../core/certificate.ts";
import { ComparisonSchema } from "../core/comparison.ts";
import { CorrelationSchema } from "../core/correlation.ts";
import { JudgementSchema, JudgeReportSchema } from "../core/judgement.ts";
import { PowerPlanSchema } from "../core/power-plan.ts";
import { RunConfigSchema } from "../core/run-config.ts";
import { TrialResultSchema, VerdictSchema } from "../core/result.ts";
import { RatingTableSchema } from "../core/rating-table.ts";
import { ReviewSchema } from "../core/review.ts";
import { TrialEventSchema } from "../core/event.ts";
import { LeaderboardSchema } from "../core/leaderboard.ts";
import { LedgerRecordSchema } from "../core/ledger.ts";
import { ModelsFileSchema } from "../core/models-file.ts";
import { ManifestSchema } from "../core/manifest.ts";
import { SealRecordSchema } from "../core/seal.ts";
import { SuiteFileSchema } from "../core/suite.ts";
import { SummarySchema } from "../core/summary.ts";
import { createTaskSchema } from "../core/task.ts";
import { VoteSchema } from "../core/vote.ts";
import { VerificationSchema } from "../core/verification.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import type { FormatName } from "./commands/schema.ts";

/** `input` is what people write, `output` what buildoff writes. */
interface Format {
  readonly schema: z.ZodType;
  readonly io: "input" | "output";
}

/** Formats that are published as JSON Schema. */
const FORMATS: Readonly<Record<string, Format>> = {
  task: { schema: createTaskSchema(checkKinds), io: "input" },
  suite: { schema: SuiteFileSchema, io: "input" },
  models: { schema: ModelsFileSchema, io: "input" },
  run: { schema: RunConfigSchema, io: "input" },
  manifest: { schema: ManifestSchema, io: "output" },
  result: { schema: TrialResultSchema, io: "output" },
  verdict: { schema: VerdictSchema, io: "output" },
  summary: { schema: SummarySchema, io: "output" },
  leaderboard: { schema: LeaderboardSchema, io: "output" },
  comparison: { schema: ComparisonSchema, io: "output" },
  correlation: { schema: CorrelationSchema, io: "output" },
  vote: { schema: VoteSchema, io: "output" },
  ratings: { schema: RatingTableSchema, io: "output" },
  judge: { schema: JudgeReportSchema, io: "output" },
  judgement: { schema: JudgementSchema, io: "output" },
  plan: { schema: PowerPlanSchema, io: "output" },
  event: { schema: TrialEventSchema, io: "output" },
  seal: { schema: SealRecordSchema, io: "output" },
  ledger: { schema: LedgerRecordSchema, io: "output" },
  review: { schema: ReviewSchema, io: "output" },
  certificate: { schema: CertificateSchema, io: "output" },
  verification: { schema: VerificationSchema, io: "output" },
} satisfies Readonly<Record<FormatName, Format>>;

export const formatNames: readonly string[] = Object.keys(FORMATS);

/** JSON Schema (draft 2020-12) of a format, ending with a newline. @throws UserError for an unknown name */
export function renderJsonSchema(name: string): string {
  const format = FORMATS[name];
  if (format === undefined) throw unknownName("format", name, formatNames, suggest(name, formatNames));
  return `${JSON.stringify(z.toJSONSchema(format.schema, { io: format.io, unrepresentable: "any" }), null, 2)}\n`;
}

export const schemaCommand = (name: string): void => void process.stdout.write(renderJsonSchema(name));
