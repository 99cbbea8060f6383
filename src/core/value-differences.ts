/** One place at which two values of JSON differ; `undefined` stands where there is nothing. */
export interface ValueDifference {
  /** Such as `models[0].generation.temperature`. */
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** Every place at which two values of JSON differ, in the order of the first one's members. */
export function findValueDifferences(one: unknown, other: unknown, path = ""): ValueDifference[] {
  if (Object.is(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((member, index) => findValueDifferences(member, other[index], `${path}[${index}]`));
  if (isRecord(one) && isRecord(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) =>
      findValueDifferences(one[key], other[key], path === "" ? key : `${path}.${key}`),
    );
  }
  return [{ path, one, other }];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
