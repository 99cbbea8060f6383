import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderCsv } from "../../../src/cli/leaderboard/csv.ts";
import { renderMarkdown } from "../../../src/cli/leaderboard/markdown.ts";
import { renderTable } from "../../../src/cli/leaderboard/table.ts";
import { type Leaderboard, LeaderboardSchema } from "../../../src/core/leaderboard.ts";
import { repository } from "../../support/buildoff.ts";
import { HOSTILE, makeBoard } from "./make-board.ts";

const golden = (name: string): string => join(repository, "test/cli/leaderboard/golden", name);

const SLICED = makeBoard({
  slices: [
    { by: "availability", values: ["open-weights", "public-api"] },
    { by: "organisationRegion", values: ["Asia-Pacific"] },
  ],
  onlyFront: true,
});
const FORCED = makeBoard({
  isForced: true,
  differences: [
    { between: ["first", "second"], what: "suite", a: "demo 1.0.0", b: HOSTILE, severity: "refuses" },
  ],
});

const RENDERERS: readonly (readonly [string, (board: Leaderboard) => string])[] = [
  ["txt", (board) => renderTable(board, 100)],
  ["md", renderMarkdown],
  ["csv", renderCsv],
];

describe("a leaderboard's formats", () => {
  it.each(RENDERERS)(
    "write the same bytes as %s: everything, a slice, and what was forced",
    async (type, render) => {
      await expect(render(makeBoard())).toMatchFileSnapshot(golden(`board.${type}`));
      await expect(render(SLICED)).toMatchFileSnapshot(golden(`sliced.${type}`));
      await expect(render(FORCED)).toMatchFileSnapshot(golden(`forced.${type}`));
    },
  );

  it("are, as JSON, what the schema says", async () => {
    const text = `${JSON.stringify(makeBoard(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(golden("board.json.txt"));
    for (const board of [makeBoard(), SLICED, FORCED]) expect(LeaderboardSchema.parse(board)).toEqual(board);
  });

  it.each([
    ["an unknown member", { extra: 1 }],
    ["another schema", { schema: 2 }],
    ["a metric that there is not", { metric: "vibes" }],
    ["a k of none", { k: 0 }],
    ["a slice without a value", { slices: [{ by: "agent", values: [] }] }],
    ["a slice of a region that is nobody's", { slices: [{ by: "region", values: ["Europe"] }] }],
    ["a rank of nought", { rows: [{ ...makeBoard().rows[0], rank: 0 }] }],
    ["a cost below nothing", { rows: [{ ...makeBoard().rows[0], costPerPassedUsd: -1 }] }],
    ["a row without its runs", { rows: [{ ...makeBoard().rows[0], runs: undefined }] }],
    ["a date that is none", { runs: [{ ...makeBoard().runs[0], startedAt: "yesterday" }] }],
  ])("refuse, as JSON, %s", (_what, changes) => {
    expect(LeaderboardSchema.safeParse({ ...makeBoard(), ...changes }).success).toBe(false);
  });

  it("fit a hundred columns, and use more where there are more", () => {
    const widthOf = (text: string): number =>
      Math.max(
        ...text
          .split("\n")
          .filter((line) => /^[┌├│└]/.test(line))
          .map((line) => Array.from(line).length),
      );
    expect(widthOf(renderTable(makeBoard(), 80))).toBeLessThanOrEqual(100);
    expect(widthOf(renderTable(makeBoard(), 100))).toBeLessThanOrEqual(100);
    expect(widthOf(renderTable(makeBoard(), 130))).toBe(130);
  });

  it("let no text order a terminal about", () => {
    for (const board of [makeBoard(), FORCED])
      expect(renderTable(board, 100)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  it("keep text from being markup: each row has as many cells as the head, and all of it stands in code", () => {
    const rows = renderMarkdown(FORCED)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(new Set(rows.map((row) => row.split("|").length)).size).toBe(1);
    const outside = renderMarkdown(FORCED).replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toMatch(/<img|\]\(|@team|\*evil/);
  });

  it("write no cell that a spreadsheet would run", () => {
    const cells = renderCsv(makeBoard()).split(/\r\n|,/);
    expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  });

  it("show a table without rows as what it is", () => {
    const empty = makeBoard({ rows: [], k: null });
    expect(renderTable(empty, 100)).toContain("no configuration fits this slice");
    expect(renderMarkdown(empty)).toContain("pass^k");
    expect(renderCsv(empty).split("\r\n")).toHaveLength(2);
  });
});
