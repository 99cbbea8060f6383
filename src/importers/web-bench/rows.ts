import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { SlugSchema } from "../../core/check.ts";
import { canonicalJson } from "../../core/hash.ts";
import { unreadableRow } from "../../core/import-errors.ts";
import { sha256 } from "../../loader/digest.ts";
import { parseYamlFile } from "../../loader/yaml-file.ts";

const RowShape = z.object({
  id: SlugSchema,
  level: z.string().optional(),
  description: z.string().trim().min(1),
});

/** One task of a project: the row of `tasks.jsonl` or `tasks.yml` that becomes a turn. */
export interface TaskRow {
  readonly id: string;
  /** easy, moderate, challenging; as it is written. */
  readonly level: string;
  readonly description: string;
  /** sha256 over the row as canonical JSON, so that neither format nor spacing counts. */
  readonly sha256: string;
}

/** File names that hold a project's tasks; the first that is there counts. */
export const TASK_FILES = ["tasks.jsonl", "tasks.yml", "tasks.yaml"];

/**
 * The tasks of a project in their order; null where it has no such file.
 * @throws UserError `unreadable-row` for the first row that is none, and for an id that is there twice
 */
export async function loadRows(folder: string): Promise<TaskRow[] | null> {
  for (const name of TASK_FILES) {
    const file = join(folder, name);
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) continue;
    const values = name.endsWith(".jsonl") ? parseLines(file, text) : parseList(file, text);
    if (values.length === 0) throw unreadableRow(file, null, "it holds no row");
    return toRows(file, values);
  }
  return null;
}

interface Value {
  readonly row: number;
  readonly value: unknown;
}

function parseLines(file: string, text: string): Value[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ line, row: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, row }) => {
      try {
        return { row, value: JSON.parse(line) as unknown };
      } catch (cause) {
        throw unreadableRow(file, row, `it is no JSON: ${(cause as Error).message}`, cause);
      }
    });
}

function parseList(file: string, text: string): Value[] {
  const { value, problems } = parseYamlFile(file, text);
  const [problem] = problems;
  if (problem !== undefined) {
    const { line, column } = problem.position;
    throw unreadableRow(
      file,
      rowAt(text, line),
      `it is no YAML at line ${line}:${column}: ${problem.message}`,
    );
  }
  if (!Array.isArray(value)) throw unreadableRow(file, null, "it is no list of tasks");
  return value.map((item: unknown, index) => ({ row: index + 1, value: item }));
}

/** The item of a top-level list that a line belongs to. */
function rowAt(text: string, line: number): number | null {
  const items = text
    .split("\n")
    .slice(0, line)
    .filter((before) => before.startsWith("- "));
  return items.length === 0 ? null : items.length;
}

function toRows(file: string, values: readonly Value[]): TaskRow[] {
  const rows = new Map<string, number>();
  return values.map(({ row, value }) => {
    const parsed = RowShape.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw unreadableRow(file, row, `${issue?.path.join(".") || "the row"}: ${issue?.message ?? "invalid"}`);
    }
    const { id, level = "", description } = parsed.data;
    const first = rows.get(id);
    if (first !== undefined) throw unreadableRow(file, row, `the id ${id} is taken by row ${first}`);
    rows.set(id, row);
    return { id, level, description, sha256: sha256(canonicalJson(value)) };
  });
}
