import * as Plot from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

export interface ChartProps {
  /** What the chart says, in a sentence: who cannot see it reads this. */
  readonly label: string;
  /** @param width of the place that there is, CSS pixels */
  readonly options: (width: number) => Plot.PlotOptions;
}

const LEAST_WIDTH = 240;

/** An Observable Plot as wide as its place. Whatever it shows stands in a table beside it too. */
export function Chart({ label, options }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return undefined;
    const plot = Plot.plot(options(Math.max(LEAST_WIDTH, width)));
    // The label says it all: what Plot calls its marks, such as "rule", says nothing to anybody.
    plot.ariaHidden = "true";
    place.current!.replaceChildren(plot);
    return () => plot.remove();
  }, [options, width]);
  return <div className="chart" role="img" aria-label={label} ref={place} />;
}
