import { DAYS, SOURCES } from "../data/grid.ts";
import { DAY_KINDS, DEFAULT_SELECTION, type Selection } from "./selection.ts";

/** The fragment that stands for a selection: what differs from the default, or nothing. */
export function toFragment({ first, last, kind, hidden, compare }: Selection): string {
  const parts = [
    first !== DEFAULT_SELECTION.first && `from=${DAYS[first]!.date}`,
    last !== DEFAULT_SELECTION.last && `to=${DAYS[last]!.date}`,
    kind !== DEFAULT_SELECTION.kind && `days=${kind}`,
    hidden.length > 0 && `hide=${inOrder(hidden).join("-")}`,
    compare && "compare=on",
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

/** What a fragment says, with the default for all that it says wrongly or not. */
export function parseFragment(fragment: string): Selection {
  const params = new URLSearchParams(fragment.slice(1));
  const first = parseDay(params.get("from")) ?? DEFAULT_SELECTION.first;
  const last = parseDay(params.get("to")) ?? DEFAULT_SELECTION.last;
  return {
    ...(first <= last ? { first, last } : { first: DEFAULT_SELECTION.first, last: DEFAULT_SELECTION.last }),
    kind: DAY_KINDS.find((kind) => kind === params.get("days")) ?? DEFAULT_SELECTION.kind,
    hidden: inOrder(params.get("hide")?.split("-") ?? []),
    compare: params.get("compare") === "on",
  };
}

const parseDay = (date: string | null): number | null => DAYS.find((day) => day.date === date)?.index ?? null;

const inOrder = (ids: readonly string[]): string[] =>
  SOURCES.map(({ id }) => id).filter((id) => ids.includes(id));
