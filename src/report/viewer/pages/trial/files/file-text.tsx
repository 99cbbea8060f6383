import type { WorkspaceFile } from "../../../../model/trial-detail.ts";
import { showHidden } from "../../../parts/format.ts";
import { countLines } from "./patch.ts";

/** A file's text with the numbers of its lines. */
export function FileText({ path, file }: { path: string; file: WorkspaceFile | null }) {
  if (file === null || file.text === null)
    return <p className="note">This is no text, or it is too large to be shown.</p>;
  if (file.text === "") return <p className="dim">The file is empty.</p>;
  const numbers = Array.from({ length: countLines(file.text) }, (_, place) => place + 1).join("\n");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="numbered" tabIndex={0} role="region" aria-label={`Text of ${path}`}>
      <pre className="numbers" aria-hidden="true">
        {numbers}
      </pre>
      <pre className="text">{showHidden(file.text)}</pre>
    </div>
  );
}
