import { useMemo } from "react";
import type { WorkspaceFiles } from "../../../../model/trial-detail.ts";
import { formatCount } from "../../../parts/format.ts";
import { useOpenTrial } from "../open-trial.ts";
import { countStatuses, type FilePair, findPath, pairFiles } from "./compare-files.ts";
import { FilePanel } from "./file-panel.tsx";
import { FileTree } from "./file-tree.tsx";

interface WorkspaceProps {
  readonly files: WorkspaceFiles;
  /** Null: compared with nothing. */
  readonly before: WorkspaceFiles | null;
}

/** The tree of files beside the one that is looked at. */
export function Workspace({ files, before }: WorkspaceProps) {
  const { query, replace } = useOpenTrial();
  const all = useMemo(() => pairFiles(files.files, before?.files ?? null), [files, before]);
  const isOnlyChanged = before !== null && query.get("changed") === "only";
  const asked = query.get("file");
  const chosen = asked === null ? null : (findPath(all, asked) ?? asked);
  const pairs = useMemo(
    () => (isOnlyChanged ? all.filter(({ status, path }) => status !== "same" || path === chosen) : all),
    [all, isOnlyChanged, chosen],
  );
  const first = chosen ?? chooseFirst(pairs);
  const pair = all.find(({ path }) => path === first) ?? null;
  return (
    <>
      <div className="bar">
        <p>{describe(all, before !== null)}</p>
        {before !== null && (
          <button
            type="button"
            aria-pressed={isOnlyChanged}
            onClick={() => replace({ changed: isOnlyChanged ? null : "only" })}
          >
            Only what changed
          </button>
        )}
      </div>
      {files.leftOut > 0 && (
        <p className="note">{`There are ${formatCount(files.leftOut)} more files, which the report does not list.`}</p>
      )}
      <div className="files">
        <FileTree
          key={`${isOnlyChanged}`}
          pairs={pairs}
          chosen={first}
          isCompared={before !== null}
          onChoose={(file) => replace({ file })}
        />
        <div className="file">
          {pair === null ? (
            <p className="note">
              {first === null ? "There are no files." : `There is no file ${first} here.`}
            </p>
          ) : (
            <FilePanel key={pair.path} pair={pair} isCompared={before !== null} />
          )}
        </div>
      </div>
    </>
  );
}

/** What changed comes first, and of that what is read most. */
const chooseFirst = (pairs: readonly FilePair[]): string | null =>
  (pairs.find(({ status, file }) => status !== "same" && file?.text != null) ?? pairs[0])?.path ?? null;

function describe(pairs: readonly FilePair[], isCompared: boolean): string {
  const count = pairs.length === 1 ? "1 file" : `${formatCount(pairs.length)} files`;
  if (!isCompared) return `${count}.`;
  const { added, changed, removed, same } = countStatuses(pairs);
  return `${count}: ${added} added, ${changed} changed, ${removed} removed, ${same} unchanged.`;
}
