import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { DataText } from "../../../report/viewer/parts/data-text.tsx";
import type { FilePair } from "../../../report/viewer/pages/trial/files/compare-files.ts";
import { moveInTree } from "../../../report/viewer/pages/trial/files/move-in-tree.ts";
import { toTreeRows, type TreeRow } from "../../../report/viewer/pages/trial/files/tree-rows.ts";
import type { AppFiles } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";

interface TreeProps {
  readonly files: AppFiles["files"];
  readonly chosen: string | null;
  readonly onChoose: (path: string) => void;
}

/** One stop of the keyboard: arrows move and fold, Enter opens. */
export function Tree({ files, chosen, onChoose }: TreeProps) {
  const { built } = useSpeech().words;
  const tree = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const pairs = useMemo(() => files.map(({ path }) => toPair(path)), [files]);
  const rows = useMemo(() => toTreeRows(pairs, folded), [pairs, folded]);
  const stop = rows.find(({ path }) => path === active)?.path ?? rows[0]?.path ?? null;
  const toggle = (path: string) => {
    const next = new Set(folded);
    if (!next.delete(path)) next.add(path);
    setFolded(next);
  };
  const open = ({ path, pair }: TreeRow) => {
    setActive(path);
    if (pair === null) toggle(path);
    else onChoose(path);
  };
  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = moveInTree(toLeftToRight(event.key), rows, stop);
    if (target === null) return;
    event.preventDefault();
    if (target.kind === "toggle") toggle(target.path);
    if (target.kind === "open") open(rows[target.place]!);
    if (target.kind !== "go") return;
    setActive(rows[target.place]!.path);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[target.place]?.focus();
  };
  return (
    <div className="tree" role="tree" aria-label={built.files} ref={tree} onKeyDown={move}>
      {rows.map((row) => (
        <Item
          key={row.path}
          row={row}
          isStop={row.path === stop}
          isChosen={row.path === chosen}
          onOpen={open}
        />
      ))}
    </div>
  );
}

/** The report's tree compares files; these are compared with nothing. */
const toPair = (path: string): FilePair => ({ path, status: "same", file: null, base: null });

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** In a page that is read from the right, a tree opens to the left. */
const toLeftToRight = (key: string): string =>
  document.documentElement.dir === "rtl" ? (MIRRORED[key] ?? key) : key;

interface ItemProps {
  readonly row: TreeRow;
  readonly isStop: boolean;
  readonly isChosen: boolean;
  readonly onOpen: (row: TreeRow) => void;
}

function Item({ row, isStop, isChosen, onOpen }: ItemProps) {
  const { name, level, pair, isOpen, position, siblings } = row;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has them
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isChosen}
      {...(pair === null && { "aria-expanded": isOpen })}
      tabIndex={isStop ? 0 : -1}
      style={{ paddingInlineStart: 8 + (level - 1) * 16 }}
      onClick={() => onOpen(row)}
    >
      <span aria-hidden="true" className={isOpen ? "twist open" : "twist"}>
        {pair === null ? "▸" : ""}
      </span>
      <DataText>{name}</DataText>
    </div>
  );
}
