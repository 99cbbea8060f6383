const LONGEST_SHOWN = 200;

/** White space of any kind becomes one space; both ends are trimmed. */
export function foldSpace(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

/**
 * A value as evidence shows it: plain where it reads well (12.50, Add expense), in quotes where its ends would be unclear,
 * control characters as escapes, at most 200 characters.
 */
export function show(value: string): string {
  const text = shorten(value);
  const plain =
    /^[\p{L}\p{M}\p{N}\p{Sc}\p{Cf}٪%+−./:#?=&_@()[\]٫٬ -]+$/u.test(text) && text === foldSpace(text);
  return plain && text !== "" ? text : JSON.stringify(text);
}

/** Cuts by code points, so that no surrogate is left alone. */
export function shorten(text: string, length = LONGEST_SHOWN): string {
  if (text.length <= length) return text;
  const points = Array.from(text.slice(0, 2 * length + 2));
  return points.length <= length ? text : `${points.slice(0, length).join("")}…`;
}

/** A count with its noun: `1 element`, `3 elements`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
