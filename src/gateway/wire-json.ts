import { ProviderFault } from "./provider-fault.ts";
import type { WireEvent } from "./wire-protocol.ts";

/** The body of a request; undefined where it is no JSON in UTF-8. */
export function parseRequest(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** The object that an event of a stream holds. @throws ProviderFault where it holds none */
export function parseEvent({ data }: WireEvent): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (cause) {
    throw new ProviderFault("a stream that is no JSON", { verdict: "again", status: 200, cause });
  }
  if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  throw new ProviderFault("a stream of something else than objects", { verdict: "again", status: 200 });
}

/** Members that are asked for: neither absent nor switched off. */
export const isAsked = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

export const words = (text: string): string[] => text.trim().split(/\s+/);

export function pick(
  value: Readonly<Record<string, unknown>>,
  keys: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.has(key)));
}

export const readText = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const readObject = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : null;

/** A count of tokens; 0 where there is none that can be believed. */
export const readCount = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;

/** Whether a value is a count of tokens. */
export const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** The first of these members that holds a count. */
export const findCount = (
  value: Readonly<Record<string, unknown>> | null,
  ...keys: readonly string[]
): number | null => keys.map((key) => value?.[key]).find(isCount) ?? null;
