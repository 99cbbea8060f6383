// What is chosen, its form in the address, and its steps in the history.
import { useEffect, useMemo, useReducer, useRef } from "react";
import { days, indexOfDate, sources } from "./data.js";

export const FIRST = {
  from: indexOfDate.get("2025-11-24"),
  to: indexOfDate.get("2025-11-30"),
  days: "all",
  hide: [],
  compare: false,
};

export function read(hash) {
  const parts = new Map();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const key = at < 0 ? part : part.slice(0, at);
    parts.set(key, parts.has(key) ? "" : part.slice(at + 1)); // what is given twice is not as described
  }
  const view = { ...FIRST };
  view.from = indexOfDate.get(parts.get("from")) ?? FIRST.from;
  view.to = indexOfDate.get(parts.get("to")) ?? FIRST.to;
  if (view.from > view.to) Object.assign(view, { from: FIRST.from, to: FIRST.to });
  if (["weekdays", "weekends"].includes(parts.get("days"))) view.days = parts.get("days");
  const hide = (parts.get("hide") ?? "").split("-");
  const known = sources.map((s) => s.id).filter((id) => hide.includes(id));
  if (known.join("-") === hide.join("-")) view.hide = known;
  view.compare = parts.get("compare") === "on";
  return view;
}

export function write(view) {
  const parts = [];
  if (view.from !== FIRST.from) parts.push(`from=${days[view.from].date}`);
  if (view.to !== FIRST.to) parts.push(`to=${days[view.to].date}`);
  if (view.days !== "all") parts.push(`days=${view.days}`);
  if (view.hide.length) parts.push(`hide=${view.hide.join("-")}`);
  if (view.compare) parts.push("compare=on");
  return parts.length ? `#${parts.join("&")}` : "";
}

export const counting = (view) =>
  days
    .slice(view.from, view.to + 1)
    .filter((day) => view.days === "all" || day.weekend === (view.days === "weekends"));

const keyOf = (view) =>
  counting(view)
    .map((day) => day.date)
    .join();

function reduce(state, action) {
  if (action.hour !== undefined) return state.hour === action.hour ? state : { ...state, hour: action.hour };
  const view = action.view;
  return { view, hour: keyOf(view) === keyOf(state.view) ? state.hour : null };
}

export function useGrid() {
  const [state, dispatch] = useReducer(reduce, null, () => ({ view: read(location.hash), hour: null }));
  const now = useRef(state.view);
  const settled = useRef(null); // the view of the present step in the history
  settled.current ??= state.view;

  const actions = useMemo(() => {
    const address = (view) => location.pathname + location.search + write(view);
    const self = {
      /** Shows a change that is not yet a step, as during a drag. */
      preview(change) {
        now.current = { ...now.current, ...change };
        dispatch({ view: now.current });
      },
      /** Makes what is shown a step in the history, if it differs from the present one. */
      settle() {
        if (write(now.current) === write(settled.current)) return;
        settled.current = now.current;
        history.pushState(null, "", address(now.current));
      },
      /** Shows the present step again. */
      cancel() {
        self.preview(settled.current);
      },
      change(change) {
        self.preview(change);
        self.settle();
      },
      hour(hour) {
        dispatch({ hour });
      },
      follow() {
        now.current = read(location.hash);
        settled.current = now.current;
        dispatch({ view: now.current });
        if (location.hash !== write(now.current) || (!location.hash && location.href.endsWith("#"))) {
          history.replaceState(null, "", address(now.current));
        }
      },
    };
    return self;
  }, []);

  useEffect(() => {
    actions.follow();
    addEventListener("popstate", actions.follow);
    addEventListener("hashchange", actions.follow);
    return () => {
      removeEventListener("popstate", actions.follow);
      removeEventListener("hashchange", actions.follow);
    };
  }, [actions]);
  return [state, actions];
}
