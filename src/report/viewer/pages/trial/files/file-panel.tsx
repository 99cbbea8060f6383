import { formatBytes } from "../../../parts/format.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { useOpenTrial } from "../open-trial.ts";
import type { FilePair } from "./compare-files.ts";
import { FileText } from "./file-text.tsx";
import { PatchView } from "./patch-view.tsx";

/** One file: what changed in it, or its text. */
export function FilePanel({ pair, isCompared }: { pair: FilePair; isCompared: boolean }) {
  const { query, replace } = useOpenTrial();
  const { path, status, file, base } = pair;
  const hasChanges = isCompared && status !== "same" && canCompare(pair);
  const isText = !hasChanges || (query.get("as") === "text" && file !== null);
  return (
    <>
      <div className="file-head">
        <h3>
          <DataText>{path}</DataText>
        </h3>
        <span className="dim">{describe(pair, isCompared)}</span>
        {hasChanges && file !== null && (
          <div className="switch" role="group" aria-label="Shown as">
            <button type="button" aria-pressed={!isText} onClick={() => replace({ as: null })}>
              Changes
            </button>
            <button type="button" aria-pressed={isText} onClick={() => replace({ as: "text" })}>
              Whole file
            </button>
          </div>
        )}
      </div>
      {isText ? (
        <FileText path={path} file={file ?? base} />
      ) : (
        <PatchView before={base?.text ?? null} after={file?.text ?? null} path={path} />
      )}
    </>
  );
}

const canCompare = ({ file, base }: FilePair): boolean =>
  (file === null || file.text !== null) && (base === null || base.text !== null);

const WORDS = { added: "added", changed: "changed", removed: "removed", same: "unchanged" } as const;

function describe({ status, file, base }: FilePair, isCompared: boolean): string {
  const shown = file ?? base;
  const words = [
    ...(isCompared ? [WORDS[status]] : []),
    ...(shown === null ? [] : [formatBytes(shown.sizeBytes)]),
    ...(shown?.isExecutable === true ? ["executable"] : []),
  ];
  return words.join(" · ");
}
