import { html, type Html } from "./html.ts";

export function formatShare(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(0)} %`;
}

/** A short word on a coloured ground; the word alone says it all. */
export function renderTag(tone: "good" | "bad" | "odd", text: string): Html {
  return html`<span class="tag ${tone}">${text}</span>`;
}
