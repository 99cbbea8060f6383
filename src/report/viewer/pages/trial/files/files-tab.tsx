import { filesChunk } from "../../../../model/chunk-names.ts";
import type { WorkspaceFiles } from "../../../../model/trial-detail.ts";
import { useChunk } from "../../../data/report.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { readTurn } from "../address.ts";
import { useOpenTrial } from "../open-trial.ts";
import { TurnSwitch } from "../turn-switch.tsx";
import { BaseChoice, readBase } from "./base-choice.tsx";
import { Workspace } from "./workspace.tsx";

/** The files that the agent left, and what it changed. */
export function FilesTab() {
  const { detail, query, view } = useOpenTrial();
  const stored = detail.turns.filter(({ hasFiles }) => hasFiles);
  const turn = readTurn(query, stored);
  const base = turn === null ? null : readBase(query, stored, turn.turn);
  const name = (number: number | null) =>
    turn === null || number === null ? null : filesChunk(view.run, view.n, number);
  const files = useChunk<WorkspaceFiles>(name(turn?.turn ?? null));
  const isBaseThere = base !== 0 || detail.hasStarter;
  const before = useChunk<WorkspaceFiles>(isBaseThere ? name(base) : null);
  if (turn === null) {
    return (
      <>
        <h2>Files</h2>
        <p className="dim">
          {detail.result === null
            ? "There are no files yet."
            : "No workspace is stored: it could not be collected, or it was pruned."}
        </p>
      </>
    );
  }
  return (
    <>
      <h2>{stored.length > 1 ? `Files after turn ${turn.turn}` : "Files that the agent left"}</h2>
      <div className="bar">
        <TurnSwitch turns={stored.map(({ turn }) => ({ turn }))} current={turn.turn} />
        <BaseChoice turns={stored} turn={turn.turn} base={base} />
      </div>
      {base !== null && (!isBaseThere || before.state === "missing") && (
        <p className="note">
          What they would be compared with is not in this report, so no changes are shown.
        </p>
      )}
      <Loaded what="list of files" loading={files}>
        {(content) =>
          base !== null && isBaseThere && before.state === "loading" ? (
            <p className="dim" role="status">
              Loading what they are compared with…
            </p>
          ) : (
            <Workspace
              files={content}
              before={base !== null && before.state === "there" ? before.content : null}
            />
          )
        }
      </Loaded>
    </>
  );
}
