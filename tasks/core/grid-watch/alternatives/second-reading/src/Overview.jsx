import { useRef } from "react";
import { days, maxDemand } from "./data.js";

const HEIGHT = 72;
const TOP = maxDemand * 1.08;
const LAST = days.length - 1;
const clamp = (n, low, high) => Math.min(high, Math.max(low, n));

const hours = days.flatMap((day) => day.hours);
const y = (mw) => (HEIGHT - (mw / TOP) * HEIGHT).toFixed(2);
const OUTLINE =
  `M0 ${HEIGHT}${hours.map((h, i) => `L${i + 0.5} ${y(h.demand)}`).join("")}` +
  `L${hours.length} ${y(hours.at(-1).demand)}L${hours.length} ${HEIGHT}Z`;

export function Overview({ view, actions }) {
  const area = useRef(null);
  const drag = useRef(null);

  const dayAt = (event) => {
    const box = area.current.getBoundingClientRect();
    return clamp(Math.floor(((event.clientX - box.left) / box.width) * days.length), 0, LAST);
  };
  const clampEnd = (end, day) => (end === "from" ? clamp(day, 0, view.to) : clamp(day, view.from, LAST));

  function begin(event, end) {
    if (event.button !== 0 || drag.current) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { id: event.pointerId, end, start: dayAt(event), x: event.clientX };
    if (!end) {
      event.preventDefault();
      follow(event);
    }
  }
  function follow(event) {
    const now = drag.current;
    if (!now || now.id !== event.pointerId) return;
    const day = dayAt(event);
    if (!now.end) actions.preview({ from: Math.min(now.start, day), to: Math.max(now.start, day) });
    else if (now.moved || event.clientX !== now.x) {
      now.moved = true;
      actions.preview({ [now.end]: clampEnd(now.end, day) });
    }
  }
  function finish(event) {
    if (drag.current?.id !== event.pointerId) return;
    follow(event);
    drag.current = null;
    actions.settle();
  }
  function cancel(event) {
    if (drag.current?.id !== event.pointerId) return;
    drag.current = null;
    actions.cancel();
  }
  const moves = { onPointerMove: follow, onPointerUp: finish, onPointerCancel: cancel };

  function key(event, end) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [low, high] = end === "from" ? [0, view.to] : [view.from, LAST];
    const day = {
      ArrowLeft: view[end] - 1,
      ArrowRight: view[end] + 1,
      ArrowDown: view[end] - 1,
      ArrowUp: view[end] + 1,
      Home: low,
      End: high,
    }[event.key];
    if (day === undefined) return;
    event.preventDefault();
    if (!drag.current) actions.change({ [end]: clamp(day, low, high) });
  }

  const at = (edge) => `${(edge / days.length) * 100}%`;
  const handle = (end, name, edge) => {
    const [low, high] = end === "from" ? [0, view.to] : [view.from, LAST];
    return (
      <div
        className="handle"
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-orientation="horizontal"
        aria-valuemin={low + 1}
        aria-valuemax={high + 1}
        aria-valuenow={view[end] + 1}
        aria-valuetext={`${days[view[end]].long}, ${days[view[end]].year}`}
        style={{ left: at(edge) }}
        onPointerDown={(event) => begin(event, end)}
        onKeyDown={(event) => key(event, end)}
        {...moves}
      />
    );
  };

  return (
    <section className="card overview-card" aria-label="Overview of all days">
      <div
        className="overview"
        data-testid="overview"
        ref={area}
        onPointerDown={(event) => begin(event, null)}
        {...moves}
      >
        <svg viewBox={`0 0 ${hours.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={OUTLINE} fill="#9fb4af" />
        </svg>
        <div className="chosen" style={{ left: at(view.from), width: at(view.to + 1 - view.from) }} />
        {handle("from", "First day", view.from)}
        {handle("to", "Last day", view.to + 1)}
      </div>
      <div className="overview-labels" aria-hidden="true">
        {days.map(
          (day, i) =>
            i % 7 === 0 && (
              <span key={day.date} style={{ left: at(i) }}>
                {day.short}
              </span>
            ),
        )}
      </div>
    </section>
  );
}
