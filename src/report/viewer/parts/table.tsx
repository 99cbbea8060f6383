import type { ReactNode } from "react";

/** A table that scrolls in itself where it is too wide, by keyboard too; the page never scrolls sideways. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="wide" tabIndex={0} role="region" aria-label={label}>
      <table>{children}</table>
    </div>
  );
}
