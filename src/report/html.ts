import { escapeXml } from "../exporters/xml.ts";

/** Markup that may be put into a page as it is. Made by `html` only, so that no text of an agent is ever markup. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | null | Html | readonly Html[];

/** Template tag: markup stays, every inserted text is escaped, null is left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.map((text, index) => text + renderPart(parts[index] ?? null)).join("");
  return { markup };
}

function renderPart(part: Part): string {
  if (part === null) return "";
  if (typeof part === "object")
    return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
  return escapeXml(String(part));
}
