import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { showHidden } from "../../../parts/format.ts";
import type { FileStatus } from "./compare-files.ts";
import type { FilePair } from "./compare-files.ts";
import { chooseFolded, listFolders, toTreeRows, type TreeRow } from "./tree-rows.ts";
import { moveInTree } from "./move-in-tree.ts";

interface FileTreeProps {
  readonly pairs: readonly FilePair[];
  readonly chosen: string | null;
  readonly isCompared: boolean;
  readonly onChoose: (path: string) => void;
}

/** One stop of the keyboard: arrows move and fold, Enter opens. */
export function FileTree({ pairs, chosen, isCompared, onChoose }: FileTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => chooseFolded(pairs, chosen));
  const [active, setActive] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => toTreeRows(pairs, folded), [pairs, folded]);
  const stop = rows.some(({ path }) => path === (active ?? chosen))
    ? (active ?? chosen)
    : (rows[0]?.path ?? null);
  useUnfolded(chosen, setFolded);
  const toggle = (path: string) => {
    const next = new Set(folded);
    if (!next.delete(path)) next.add(path);
    setFolded(next);
  };
  const open = (row: TreeRow) => {
    setActive(row.path);
    if (row.pair === null) toggle(row.path);
    else onChoose(row.path);
  };
  const move = (event: KeyboardEvent) => {
    const target = moveInTree(event.key, rows, stop);
    if (target === null) return;
    event.preventDefault();
    if (target.kind === "toggle") toggle(target.path);
    if (target.kind === "open") open(rows[target.place]!);
    if (target.kind !== "go") return;
    setActive(rows[target.place]!.path);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[target.place]?.focus();
  };
  return (
    <div className="tree" role="tree" aria-label="Files" ref={tree} onKeyDown={move}>
      {rows.map((row) => (
        <Item
          key={row.path}
          row={row}
          isStop={row.path === stop}
          isChosen={row.path === chosen}
          isCompared={isCompared}
          onOpen={open}
        />
      ))}
    </div>
  );
}

/** A file that the address names must not stand in a folded folder. */
function useUnfolded(
  chosen: string | null,
  setFolded: (change: (folded: ReadonlySet<string>) => ReadonlySet<string>) => void,
) {
  useEffect(() => {
    if (chosen === null) return;
    const folders = listFolders(chosen);
    setFolded((folded) =>
      folders.some((folder) => folded.has(folder))
        ? new Set([...folded].filter((folder) => !folders.includes(folder)))
        : folded,
    );
  }, [chosen, setFolded]);
}

interface ItemProps {
  readonly row: TreeRow;
  readonly isStop: boolean;
  readonly isChosen: boolean;
  readonly isCompared: boolean;
  readonly onOpen: (row: TreeRow) => void;
}

const LETTERS: Readonly<Record<FileStatus, string>> = { added: "A", changed: "M", removed: "D", same: "" };

function Item({ row, isStop, isChosen, isCompared, onOpen }: ItemProps) {
  const { name, level, pair, isOpen, changes, position, siblings } = row;
  const status = pair?.status ?? "same";
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has them
    <div
      role="treeitem"
      className={`item ${status}`}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isChosen}
      {...(pair === null && { "aria-expanded": isOpen })}
      tabIndex={isStop ? 0 : -1}
      style={{ paddingInlineStart: 8 + (level - 1) * 16 }}
      onClick={() => onOpen(row)}
    >
      <span aria-hidden="true" className="twist">
        {pair === null ? (isOpen ? "▾" : "▸") : ""}
      </span>
      <bdi className="name">{showHidden(name)}</bdi>
      {isCompared && status !== "same" && (
        <span className="letter">
          <span aria-hidden="true" title={status}>
            {LETTERS[status]}
          </span>
          <span className="visually-hidden">{`, ${status}`}</span>
        </span>
      )}
      {isCompared && pair === null && changes > 0 && (
        <span className="letter dim">
          <span aria-hidden="true">{changes}</span>
          <span className="visually-hidden">{`, ${changes} changed`}</span>
        </span>
      )}
    </div>
  );
}
