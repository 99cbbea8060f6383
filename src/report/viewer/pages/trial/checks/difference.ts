/** Two texts, each cut into what both begin with, what is its own, and what both end with. */
export interface Difference {
  readonly start: string;
  readonly expected: string;
  readonly actual: string;
  readonly end: string;
}

/** Null where marking would say nothing: the texts are the same, or have next to nothing in common. */
export function findDifference(expected: string, actual: string): Difference | null {
  const [a, b] = [Array.from(expected), Array.from(actual)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const common = start + end;
  if (expected === actual || common < Math.max(a.length, b.length) / 4) return null;
  return {
    start: a.slice(0, start).join(""),
    expected: a.slice(start, a.length - end).join(""),
    actual: b.slice(start, b.length - end).join(""),
    end: a.slice(a.length - end).join(""),
  };
}
