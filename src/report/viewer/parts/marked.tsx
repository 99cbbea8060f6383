import { showHidden } from "./format.ts";
import { splitMatches } from "./match-text.ts";

interface MarkedProps {
  /** Null: nothing is looked for. */
  readonly matcher: RegExp | null;
  readonly children: string;
}

/** Text of strangers in a line, with what was looked for marked in it. */
export function MarkedText({ matcher, children }: MarkedProps) {
  return (
    <bdi>
      <Segments matcher={matcher}>{children}</Segments>
    </bdi>
  );
}

/** The same of several lines. It scrolls in itself, by keyboard too. */
export function MarkedBlock({ label, matcher, children }: MarkedProps & { label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <pre className="block" dir="auto" tabIndex={0} role="region" aria-label={label}>
      <Segments matcher={matcher}>{children}</Segments>
    </pre>
  );
}

function Segments({ matcher, children }: MarkedProps) {
  return splitMatches(matcher, children).map(({ text, isMatch }, place) =>
    isMatch ? (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have nothing but their place
      <mark key={place}>{showHidden(text)}</mark>
    ) : (
      showHidden(text)
    ),
  );
}
