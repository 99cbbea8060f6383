import { canonicalJson } from "../../core/hash.ts";
import { toJson } from "../json-text.ts";

/**
 * What Every Eval Ever has no place for: strings alone, each under buildoff's own prefix. What is null is left out; what
 * is no text is written as JSON.
 */
export function toDetails(members: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [`buildoff.${key}`, toText(value)]),
  );
}

/** A text as it is, anything else as JSON with its keys in order. */
export function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "null" : toJson(JSON.parse(canonicalJson(value)));
}
