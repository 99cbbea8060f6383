import { z } from "zod";

interface ChoiceDef {
  readonly type: "union";
  readonly options: readonly [z.ZodType, z.ZodType];
  readonly inclusive: false;
  readonly choose: (value: unknown) => z.ZodType;
}

const Choice = z.core.$constructor("BuildoffChoice", (instance: z.ZodUnion, def: ChoiceDef) => {
  z.ZodUnion.init(instance, def);
  instance._zod.parse = (payload, context) => def.choose(payload.value)._zod.run(payload, context);
});

/**
 * A short form or an object: a union whose branch is chosen by whether the value is an object, so that what is wrong inside the
 * object is said at its own path, and not as "no branch fits". In JSON Schema it is an ordinary union.
 */
export function shortOr<Short extends z.ZodType, Long extends z.ZodType>(
  short: Short,
  long: Long,
): z.ZodType<z.output<Short> | z.output<Long>, z.input<Short> | z.input<Long>> {
  const isObject = (value: unknown) => value !== null && typeof value === "object" && !Array.isArray(value);
  const choice = new Choice({
    type: "union",
    options: [short, long],
    inclusive: false,
    choose: (value) => (isObject(value) ? long : short),
  });
  return choice as unknown as z.ZodType<z.output<Short> | z.output<Long>, z.input<Short> | z.input<Long>>;
}
