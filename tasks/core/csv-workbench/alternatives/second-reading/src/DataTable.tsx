import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Row } from "./csv";
import type { Sort } from "./summary";

const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 44;
const SPARE = 12;
const MOST_ROWS = 140;

function columnWidths(columns: readonly string[], rows: readonly Row[]): number[] {
  const sample = rows.slice(0, 200);
  return columns.map((name, i) => {
    let longest = name.length + 3;
    for (const row of sample) longest = Math.max(longest, row[i].length);
    return Math.round(Math.min(340, Math.max(96, longest * 8.4 + 28)));
  });
}

const TableRow = memo(function TableRow({
  row,
  index,
  template,
}: {
  row: Row;
  index: number;
  template: string;
}) {
  return (
    <div
      role="row"
      data-testid="row"
      aria-rowindex={index + 2}
      className={index % 2 ? "row odd" : "row"}
      style={{ top: index * ROW_HEIGHT, gridTemplateColumns: template }}
    >
      {row.map((value, i) => (
        <div role="cell" data-testid="cell" key={i} title={value.length > 30 ? value : undefined}>
          {value}
        </div>
      ))}
    </div>
  );
});

interface Props {
  columns: readonly string[];
  rows: readonly Row[];
  source: readonly Row[];
  sort: Sort | null;
  onSort: (column: number) => void;
  topKey: unknown;
}

export function DataTable({ columns, rows, source, sort, onSort, topKey }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);

  useEffect(() => {
    const el = scroller.current!;
    const observer = new ResizeObserver(() => setHeight(el.clientHeight));
    observer.observe(el);
    return () => observer.disconnect();
  }, []);
  // Another sort or filter, or another file: back to the first row.
  useLayoutEffect(() => {
    scroller.current!.scrollTop = 0;
    setTop(0);
  }, [topKey]);

  const widths = useMemo(() => columnWidths(columns, source), [columns, source]);
  const template = useMemo(() => widths.map((w) => `minmax(${w}px, ${w}fr)`).join(" "), [widths]);
  const total = widths.reduce((a, b) => a + b, 0);

  const fitting = Math.ceil(height / ROW_HEIGHT) + 1;
  const first = Math.max(0, Math.min(Math.floor(top / ROW_HEIGHT), rows.length - fitting) - SPARE);
  const last = Math.min(rows.length, first + Math.min(MOST_ROWS, fitting + 2 * SPARE));
  const visible = [];
  for (let i = first; i < last; i++)
    visible.push(<TableRow key={i} row={rows[i]} index={i} template={template} />);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const el = scroller.current!;
    const page = Math.max(ROW_HEIGHT, el.clientHeight - HEADER_HEIGHT - ROW_HEIGHT);
    const to: Record<string, number> = {
      ArrowDown: el.scrollTop + ROW_HEIGHT,
      ArrowUp: el.scrollTop - ROW_HEIGHT,
      PageDown: el.scrollTop + page,
      PageUp: el.scrollTop - page,
      Home: 0,
      End: el.scrollHeight,
    };
    if (!(event.key in to)) return;
    event.preventDefault();
    el.scrollTop = to[event.key];
    setTop(el.scrollTop);
  }

  return (
    <div
      className="scroller"
      data-testid="scroller"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Rows, scrollable"
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div
        className="table"
        role="table"
        aria-label="Data"
        data-testid="table"
        aria-rowcount={rows.length + 1}
        style={{ width: `max(100%, ${total}px)` }}
      >
        <div role="rowgroup" className="head">
          <div
            role="row"
            aria-rowindex={1}
            className="head-row"
            style={{ gridTemplateColumns: template, height: HEADER_HEIGHT }}
          >
            {columns.map((name, i) => {
              const direction = sort?.column === i ? sort.direction : "none";
              return (
                <div role="columnheader" key={i} aria-sort={direction}>
                  <button type="button" onClick={() => onSort(i)} title={name.length > 25 ? name : undefined}>
                    <span className="head-name">{name}</span>
                    <svg
                      className={`arrow ${direction}`}
                      viewBox="0 0 10 14"
                      width="10"
                      height="14"
                      aria-hidden="true"
                    >
                      <path className="up" d="M5 0l4 5H1z" />
                      <path className="down" d="M5 14L1 9h8z" />
                    </svg>
                  </button>
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className="body" style={{ height: rows.length * ROW_HEIGHT }}>
          {visible}
        </div>
      </div>
    </div>
  );
}
