import { z } from "zod";
import { CheckVerdictSchema } from "../../core/check.ts";

const line = z.string().max(2_000);

/** The lines of one kind that are kept of a check. */
export const MAX_LOG_LINES = 200;
/** Of the picture of the app's first page. */
export const MAX_FIRST_PAGE_BYTES = 2_000_000;
/** Pictures that are kept of a check. */
export const MAX_SCREENSHOTS = 60;

const nonce = z.string();
const check = z.string();

/** One line of the checker's standard output. `nonce` is the job's: nothing else in the container knows it. */
export const MessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ nonce, type: z.literal("ready") }),
  z.strictObject({ nonce, type: z.literal("screenshot"), check, name: z.string().max(500), png: z.base64() }),
  z.strictObject({
    nonce,
    type: z.literal("log"),
    check,
    console: z.array(line).max(MAX_LOG_LINES + 1),
    network: z.array(line).max(MAX_LOG_LINES + 1),
  }),
  z.strictObject({
    nonce,
    type: z.literal("check"),
    verdict: CheckVerdictSchema,
    durationMs: z.number().nonnegative(),
  }),
  // What is no quality is none, and no reason to lose the verdicts: the reader looks at it.
  z.strictObject({ nonce, type: z.literal("quality"), quality: z.unknown() }),
  // As is what is no picture.
  z.strictObject({ nonce, type: z.literal("first-page"), jpeg: z.unknown() }),
  z.strictObject({ nonce, type: z.literal("done") }),
]);
export type Message = z.infer<typeof MessageSchema>;
export type MessageBody = Message extends infer One
  ? One extends { nonce: string }
    ? Omit<One, "nonce">
    : never
  : never;
