import { dateOf, dayCount, isWeekend, sources } from "./data.ts";

export const start = { first: dayCount - 7, last: dayCount - 1, days: "all", hide: "", compare: false };
export type State = typeof start;

export let state: State = start;
let draft: Partial<State> = {};
const listeners: (() => void)[] = [];

const everyDay = Array.from({ length: dayCount }, (_, day) => day);

function read(): State {
  const given: Record<string, string> = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [key, value = ""] = part.split("=");
    given[key!] = decodeURIComponent(value);
  }
  const dayOf = (date: string | undefined, other: number) =>
    everyDay.find((day) => dateOf(day) === date) ?? other;
  let first = dayOf(given["from"], start.first);
  let last = dayOf(given["to"], start.last);
  if (first > last) ({ first, last } = start);
  const days = given["days"] === "weekdays" || given["days"] === "weekends" ? given["days"] : "all";
  const asked = (given["hide"] ?? "").split("-");
  return { first, last, days, hide: keepOrder(asked), compare: given["compare"] === "on" };
}

const keepOrder = (ids: string[]) =>
  sources
    .map(({ id }) => id)
    .filter((id) => ids.includes(id))
    .join("-");

function write({ first, last, days, hide, compare }: State): string {
  let hash = "";
  const add = (key: string, value: string) => (hash += `${hash ? "&" : "#"}${key}=${value}`);
  if (first !== start.first) add("from", dateOf(first));
  if (last !== start.last) add("to", dateOf(last));
  if (days !== "all") add("days", days);
  if (hide) add("hide", hide);
  if (compare) add("compare", "on");
  return hash;
}

function tell() {
  state = { ...read(), ...draft };
  for (const listener of listeners) listener();
}

export function follow(listener: () => void) {
  listeners.push(listener);
}

/** Shows a change that is not made yet. */
export function tryOut(changes: Partial<State>) {
  draft = changes;
  tell();
}

export function change(changes: Partial<State>) {
  const before = read();
  draft = {};
  const hash = write({ ...before, ...changes });
  if (hash !== write(before)) history.pushState(null, "", hash || location.pathname);
  tell();
}

export function toggleSource(id: string) {
  const hidden = state.hide.split("-");
  change({ hide: keepOrder(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id]) });
}

export const isHidden = (id: string) => state.hide.split("-").includes(id);
export const shownIndexes = () => [...sources.keys()].filter((index) => !isHidden(sources[index]!.id));

export function countedDays(): number[] {
  const within = everyDay.slice(state.first, state.last + 1);
  if (state.days === "all") return within;
  return within.filter((day) => isWeekend(dateOf(day)) === (state.days === "weekends"));
}

/** How many days earlier the compared ones are; 0 for none. */
export function shift(): number {
  const length = state.last - state.first + 1;
  return state.compare && state.first >= length ? length : 0;
}

addEventListener("hashchange", tell);
addEventListener("popstate", tell);
tell();
