import { useState } from "react";
import { type Day, SOURCES } from "../data/grid.ts";
import { ChartDrawing } from "./chart-drawing.tsx";
import { layOut } from "./chart-layout.ts";
import { Readout } from "./readout.tsx";
import { useWidth } from "./use-width.ts";

interface GenerationChartProps {
  readonly days: readonly Day[];
  readonly earlier: readonly Day[] | null;
  readonly hidden: readonly string[];
}

/** Stacked areas of the sources with the demand above, and the values of the hour that is picked. */
export function GenerationChart({ days, earlier, hidden }: GenerationChartProps) {
  const [picked, setPicked] = useState<number | null>(null);
  const [element, width] = useWidth();
  const layout = layOut({ days, earlier, hidden, width });
  const { hours } = layout;

  const pickByKey = (event: React.KeyboardEvent) => {
    const last = hours.length - 1;
    const targets: Readonly<Record<string, number | null>> = {
      ArrowLeft: picked === null ? last : Math.max(0, picked - 1),
      ArrowRight: picked === null ? 0 : Math.min(last, picked + 1),
      Home: 0,
      End: last,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setPicked(target);
  };
  const pickByPointer = ({ clientX, currentTarget }: React.PointerEvent) => {
    const x = clientX - currentTarget.getBoundingClientRect().left - layout.left;
    const hour = Math.round((x / layout.plotWidth) * hours.length);
    setPicked(Math.min(hours.length - 1, Math.max(0, hour)));
  };

  const hour = picked === null ? undefined : hours[picked];
  return (
    <>
      <div className="readout-line" aria-live="polite">
        {hour ? (
          <Readout hour={hour} hidden={hidden} />
        ) : (
          <p>Point at the chart or use its arrow keys to read an hour.</p>
        )}
      </div>
      <div
        ref={element}
        className="chart"
        role="group"
        tabIndex={0}
        aria-label={`Generation by hour: ${nameShown(hidden)} and demand`}
        data-testid="chart"
        onKeyDown={pickByKey}
        onPointerMove={pickByPointer}
        onPointerDown={pickByPointer}
        onPointerLeave={() => setPicked(null)}
      >
        <ChartDrawing layout={layout} picked={picked} />
      </div>
    </>
  );
}

const nameShown = (hidden: readonly string[]): string =>
  SOURCES.filter(({ id }) => !hidden.includes(id))
    .map(({ name }) => name)
    .join(", ");
