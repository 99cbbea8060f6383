import { z } from "zod";

/**
 * The value, where its format allows it. Exporters ask it of everything before they write it.
 * @throws Error, a bug of the exporter, with the place and the reason
 */
export function checked<Value>(schema: z.ZodType<Value>, value: Value, place: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return value;
  throw new Error(`${place} is not what its format allows:\n${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}
