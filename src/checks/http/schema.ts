import { z } from "zod";
import { shortOr } from "../matching/choice.ts";
import { TextMatcherSchema } from "../matching/text.ts";

const StatusSchema = z.union([z.int().min(100).max(599), z.array(z.int().min(100).max(599)).min(1)], {
  error: "expected a status such as 200, or a list of them",
});

const ExchangeSchema = z.strictObject({
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).default("GET"),
  path: z.string().startsWith("/").describe("path and query"),
  headers: z.record(z.string(), z.string()).default({}).describe("headers to send"),
  body: z.json().optional().describe("a text is sent as it is, anything else as JSON"),
  status: StatusSchema.optional().describe("below 400 if silent; redirects are not followed"),
  headersMatch: z
    .record(z.string(), z.union([TextMatcherSchema, z.null()]))
    .default({})
    .describe("headers of the answer; null: absent"),
  text: TextMatcherSchema.optional().describe("body of the answer"),
  json: z
    .json()
    .optional()
    .describe(
      "pattern of the answer's JSON: objects may have more members, lists match in length and order; " +
        "$contains, $regex, $oneOf, $not, $type, $length, $some, $every, $atLeast, $atMost, $absent",
    ),
});
export type Exchange = z.infer<typeof ExchangeSchema>;

export const HttpSchema = shortOr(z.array(ExchangeSchema).min(1), ExchangeSchema);
