import { type Place, toHref } from "../../data/router.ts";

export const TABS = ["checks", "app", "transcript", "files", "logs", "facts"] as const;
export type TabName = (typeof TABS)[number];

/** Members that are null or empty are left out of the address. */
export type QueryChanges = Readonly<Record<string, string | number | null>>;

export const changeQuery = ({ path, query }: Place, changes: QueryChanges): string =>
  toHref(path, { ...Object.fromEntries(query), ...changes });

/** @param otherwise where the address names none */
export const readTab = (query: URLSearchParams, otherwise: TabName): TabName =>
  TABS.find((name) => name === query.get("tab")) ?? otherwise;

/** The turn that the address names, or the last one. @param turns at least one */
export function readTurn<Turn extends { readonly turn: number }>(
  query: URLSearchParams,
  turns: readonly Turn[],
): Turn | null {
  const asked = Number(query.get("turn"));
  return turns.find(({ turn }) => turn === asked) ?? turns.at(-1) ?? null;
}

/** A number that counts from 0; null where the address names none. */
export function readNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** A list such as `tool,edit`, of known words alone. */
export function readWords<Word extends string>(
  query: URLSearchParams,
  name: string,
  known: readonly Word[],
): readonly Word[] {
  const asked = (query.get(name) ?? "").split(",");
  return known.filter((word) => asked.includes(word));
}
