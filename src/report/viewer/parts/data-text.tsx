import { showHidden } from "./format.ts";

/** Text that an agent or an app wrote, in a line: it takes its own direction, and never that of what stands around it. */
export function DataText({ children }: { children: string }) {
  return <bdi>{showHidden(children)}</bdi>;
}

/** Text of several lines that an agent or an app wrote. It scrolls in itself, by keyboard too. */
export function DataBlock({ label, children }: { label: string; children: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <pre className="block" dir="auto" tabIndex={0} role="region" aria-label={label}>
      {showHidden(children)}
    </pre>
  );
}
