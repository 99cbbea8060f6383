/** A piece of a text: what was looked for, or what stands between. */
export interface Segment {
  readonly text: string;
  readonly isMatch: boolean;
}

export interface Snippet {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/** Finds a plain text in others, whatever its case. Null: there is nothing to look for. */
export function toMatcher(query: string): RegExp | null {
  const wanted = query.trim();
  return wanted === "" ? null : new RegExp(wanted.replaceAll(SPECIAL, String.raw`\$&`), "giu");
}

/** A matcher keeps its place between calls: whoever uses one begins anew. */
function* findAll(matcher: RegExp, text: string): Generator<RegExpExecArray> {
  matcher.lastIndex = 0;
  yield* text.matchAll(matcher);
}

export function hasMatch(matcher: RegExp, text: string): boolean {
  matcher.lastIndex = 0;
  return matcher.test(text);
}

export function countMatches(matcher: RegExp, text: string): number {
  matcher.lastIndex = 0;
  let count = 0;
  while (matcher.test(text)) count += 1;
  return count;
}

/** A text cut at its matches. @param most matches that are told apart; what follows them is one piece */
export function splitMatches(matcher: RegExp | null, text: string, most = 1_000): Segment[] {
  const segments: Segment[] = [];
  let [end, count] = [0, 0];
  for (const match of matcher === null ? [] : findAll(matcher, text)) {
    if (count === most) break;
    count += 1;
    if (match.index > end) segments.push({ text: text.slice(end, match.index), isMatch: false });
    segments.push({ text: match[0], isMatch: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push({ text: text.slice(end), isMatch: false });
  return segments;
}

/** The first matches with a few words around each, in one line. @param around characters on each side */
export function findSnippets(
  matcher: RegExp,
  text: string,
  { most, around }: { readonly most: number; readonly around: number },
): Snippet[] {
  const snippets: Snippet[] = [];
  for (const match of findAll(matcher, text)) {
    if (snippets.length === most) break;
    const end = match.index + match[0].length;
    const [from, to] = [Math.max(0, match.index - around), Math.min(text.length, end + around)];
    snippets.push({
      before: `${from > 0 ? "…" : ""}${toLine(text.slice(from, match.index))}`,
      match: toLine(match[0]),
      after: `${toLine(text.slice(end, to))}${to < text.length ? "…" : ""}`,
    });
  }
  return snippets;
}

/** A cut may have gone through a character of two units. */
const toLine = (text: string): string => text.toWellFormed().replaceAll(/\s+/g, " ");
