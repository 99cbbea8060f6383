import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { InfraError, UserError } from "../../core/errors.ts";
import { notJson, notOfView } from "../../core/report-errors.ts";
import { ReviewSchema } from "../../core/review.ts";
import { createReview } from "../create-review.ts";
import { appendReview } from "../../store/reviews.ts";
import { loadRun, type StoredRun } from "../../store/run-store.ts";
import { EXIT } from "../exit.ts";
import type { SandboxFlags } from "../run-options.ts";
import type { AppDesk } from "./app-desk.ts";
import { requireToken } from "./guard.ts";
import { rescoreTrial } from "./rescore-trial.ts";

export interface ApiOptions {
  readonly token: string;
  /** Folders of the runs that are looked at: no others are touched. */
  readonly paths: readonly string[];
  readonly results: string;
  readonly reviewer: string;
  /** What the user says of sandboxes. */
  readonly flags: SandboxFlags;
  readonly apps: AppDesk;
  readonly signal: AbortSignal;
}

const AskSchema = z.strictObject({ run: z.string(), trial: z.string(), turn: z.int().positive().default(1) });
const RescoreAskSchema = AskSchema.omit({ turn: true });
const ReviewAskSchema = z.strictObject({
  run: z.string(),
  trial: z.string(),
  check: ReviewSchema.shape.check.default(null),
  opinion: ReviewSchema.shape.opinion.default(null),
  note: ReviewSchema.shape.note.default(null),
  reviewer: z.string().default(""),
});

/** The longest note, in whatever characters. */
const MAX_BODY_BYTES = 64 * 1024;

/** What only a server can do: start an app, grade again, take a reviewer's verdict. */
export function createApi(options: ApiOptions): Hono {
  const { apps, results, flags, signal } = options;
  const api = new Hono();
  api.use(requireToken(options.token));
  api.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => context.json({ message: "that is more than anybody has to say" }, 413),
    }),
  );
  api.post("/apps", async (context) => {
    const ask = await read(context, AskSchema);
    const { manifest } = await findRun(options, ask.run);
    return context.json(await apps.start({ ...ask, run: manifest.runId }));
  });
  api.delete("/apps/:id", async (context) =>
    (await apps.stop(context.req.param("id")))
      ? context.json({})
      : context.json({ message: "it runs no more" }, 404),
  );
  api.post("/rescore", async (context) => {
    const { run, trial } = await read(context, RescoreAskSchema);
    const { folder } = await findRun(options, run);
    const { exitCode, text } = await rescoreTrial({ run: folder.path, trial, results, flags }, signal);
    return context.json(
      { message: text },
      exitCode === EXIT.ok ? 200 : exitCode === EXIT.userError ? 400 : 500,
    );
  });
  api.post("/reviews", async (context) => {
    const { run, reviewer, ...said } = await read(context, ReviewAskSchema);
    const stored = await findRun(options, run);
    const review = await createReview(stored, { ...said, reviewer: reviewer.trim() || options.reviewer });
    await appendReview(stored.folder, review);
    return context.json(review);
  });
  api.onError((error, context) => {
    if (error instanceof UserError) return context.json({ message: `${error.message}: ${error.hint}` }, 400);
    if (error instanceof z.ZodError) return context.json({ message: z.prettifyError(error) }, 400);
    if (error instanceof InfraError) return context.json({ message: error.message }, 503);
    throw error;
  });
  return api;
}

/** @throws UserError `not-json`; ZodError for what is no such request */
async function read<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.infer<Schema>> {
  const value: unknown = await context.req.json().catch((cause: unknown) => {
    throw notJson(cause);
  });
  return schema.parse(value);
}

/** @throws UserError `not-of-view` */
async function findRun({ paths, results }: ApiOptions, runId: string): Promise<StoredRun> {
  for (const path of paths) {
    const stored = await loadRun(path, results);
    if (stored.manifest.runId === runId) return stored;
  }
  throw notOfView(runId);
}
