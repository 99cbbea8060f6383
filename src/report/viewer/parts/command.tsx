import { CopyButton } from "./copy-button.tsx";

/** A command line to go on with in a terminal. */
export function Command({ what, children }: { what: string; children: string }) {
  return (
    <div className="command">
      <code>{children}</code>
      <CopyButton what={what} text={children} />
    </div>
  );
}
