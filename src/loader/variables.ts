import type { Sha256 } from "../core/hash.ts";

export type Variables = Readonly<Record<string, readonly (string | number)[]>>;

/** Chooses one value each: the first for seed 0, so that the published variant is the one that is read; else by hash. */
export function chooseVariables(
  variables: Variables,
  seed: number,
  sha256: Sha256,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, values]) => {
      const index =
        seed === 0 ? 0 : Number.parseInt(sha256(`${seed}:${name}`).slice(0, 8), 16) % values.length;
      return [name, values[index]!];
    }),
  );
}

/** Replaces `{{name}}` in every string; a string that is nothing but one keeps the value's type. Unknown names stay. */
export function fillVariables(value: unknown, chosen: Readonly<Record<string, string | number>>): unknown {
  if (typeof value === "string") {
    const whole = /^\{\{(\w+)\}\}$/.exec(value);
    if (whole !== null && Object.hasOwn(chosen, whole[1]!)) return chosen[whole[1]!];
    return value.replaceAll(/\{\{(\w+)\}\}/g, (text, name: string) =>
      Object.hasOwn(chosen, name) ? String(chosen[name]) : text,
    );
  }
  if (Array.isArray(value)) return value.map((member) => fillVariables(member, chosen));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, fillVariables(member, chosen)]),
  );
}
