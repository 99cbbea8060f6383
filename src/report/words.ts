import type { Estimate } from "../core/estimate.ts";
import { html, type Html } from "./html.ts";

/** `72 % (58–84 %)`: the figure with its interval. */
export function formatEstimate({ value, interval }: Estimate): string {
  if (value === null) return "–";
  const share = percent(value);
  return interval === null
    ? `${share} %`
    : `${share} % (${percent(interval.lower)}–${percent(interval.upper)} %)`;
}

const percent = (share: number): string => (share * 100).toFixed(0);

/** A short word on a coloured ground; the word alone says it all. */
export function renderTag(tone: "good" | "bad" | "odd", text: string): Html {
  return html`<span class="tag ${tone}">${text}</span>`;
}
