import { posix } from "node:path";
import { z } from "zod";
import type { Sandbox } from "../core/sandbox.ts";
import { formatSize } from "../core/format.ts";
import { execBounded } from "./bounded-exec.ts";
import { defineTool, fail, say, type Tool, type ToolResult } from "./tool.ts";

const MAX_FILE_BYTES = 1_000_000;
/** What one reading gives at most, so that a model's window is not spent on one file. */
const MAX_READ_CHARACTERS = 60_000;
const MAX_LISTED = 500;
const TIMEOUT_MS = 30_000;
/** Of a listing, and of what a failure says. */
const MAX_OUTPUT_BYTES = 1_000_000;

const path = z.string().min(1).describe("path of the file, relative to the workspace");

/** Writes standard input to a file whose folders are made; the name is an argument, never part of the script. */
const WRITE = 'mkdir -p -- "$(dirname -- "$1")" && cat >"$1"';
const LIST = String.raw`find "$1" \( -name node_modules -o -name .git \) -prune -o -type f -printf '%s %P\n' | sort -k2 | head -n ${MAX_LISTED + 1}`;

/** Tools for the files of a workspace. All act with the agent's own rights, inside the sandbox. */
export function createFileTools(
  sandbox: Sandbox,
): Record<"create_file" | "edit_file" | "read_file" | "list_files", Tool> {
  return {
    create_file: defineTool({
      name: "create_file",
      description: "Creates a file with the given content, or replaces it. Folders are made as needed.",
      input: z.object({ path, content: z.string() }),
      run: async (input) => withPath(sandbox, input.path, (file) => writeFile(sandbox, file, input.content)),
    }),
    edit_file: defineTool({
      name: "edit_file",
      description:
        "Replaces a text in a file. old_text must occur exactly once, unless replace_all is true; give enough lines around it.",
      input: z.object({
        path,
        old_text: z.string().min(1),
        new_text: z.string(),
        replace_all: z.boolean().default(false),
      }),
      run: async (input) =>
        withPath(sandbox, input.path, async (file) => {
          const text = await readText(sandbox, file);
          if (typeof text !== "string") return text;
          const count = text.split(input.old_text).length - 1;
          if (count === 0) return fail("old_text does not occur in the file; read_file shows what does");
          if (count > 1 && !input.replace_all)
            return fail(`old_text occurs ${count} times; give more of what is around it, or set replace_all`);
          const changed = text.replaceAll(input.old_text, () => input.new_text);
          return writeFile(sandbox, file, changed);
        }),
    }),
    read_file: defineTool({
      name: "read_file",
      description: "Reads a text file, whole or from one line to another (counted from 1).",
      input: z.object({
        path,
        from_line: z.int().positive().optional(),
        to_line: z.int().positive().optional(),
      }),
      run: async ({ path: asked, from_line: from = 1, to_line: to }) =>
        withPath(sandbox, asked, async (file) => {
          const text = await readText(sandbox, file);
          if (typeof text !== "string") return text;
          const lines = text.split("\n").slice(from - 1, to);
          return say(cap(lines.join("\n"), from));
        }),
    }),
    list_files: defineTool({
      name: "list_files",
      description: "Lists the files of the workspace with their sizes; node_modules and .git are left out.",
      input: z.object({ path: z.string().default(".").describe("folder, relative to the workspace") }),
      run: async (input) =>
        withPath(sandbox, input.path, async (folder) => {
          const { exitCode, stdout } = await run(sandbox, LIST, folder);
          const lines = new TextDecoder().decode(stdout).split("\n").filter(Boolean);
          if (exitCode !== 0 && lines.length === 0) return fail("there is no such folder");
          if (lines.length === 0) return say("no files");
          const shown = lines.slice(0, MAX_LISTED).map((line) => {
            const [size = "0", ...name] = line.split(" ");
            return `${name.join(" ")} (${formatSize(Number(size))})`;
          });
          const rest = lines.length > MAX_LISTED ? [`[more than ${MAX_LISTED} files; name a folder]`] : [];
          return say([...shown, ...rest].join("\n"));
        }),
    }),
  };
}

async function withPath(
  { layout }: Sandbox,
  asked: string,
  work: (file: string) => Promise<ToolResult>,
): Promise<ToolResult> {
  const full = posix.resolve(layout.app, asked);
  if (asked.includes("\0") || (full !== layout.app && !full.startsWith(`${layout.app}/`)))
    return fail(`the path ${JSON.stringify(asked)} is outside the workspace ${layout.app}`);
  return work(full);
}

async function writeFile(sandbox: Sandbox, file: string, content: string): Promise<ToolResult> {
  const { exitCode, end, stderr } = await run(sandbox, WRITE, file, content);
  if (end === "timeout") return fail("it cannot be written in time");
  if (exitCode === 0) return say(`wrote ${formatSize(Buffer.byteLength(content))}`);
  return fail(`cannot write it: ${new TextDecoder().decode(stderr).trim().slice(-300)}`);
}

/** The text of a file, or why there is none. */
async function readText(sandbox: Sandbox, file: string): Promise<string | ToolResult> {
  try {
    const content = await sandbox.readFile(file, MAX_FILE_BYTES);
    if (content === null) return fail("there is no such file; list_files shows what there is");
    if (content.includes(0)) return fail("it is not a text file");
    return new TextDecoder().decode(content);
  } catch (error) {
    if (error instanceof RangeError) return fail(`it is larger than ${formatSize(MAX_FILE_BYTES)}`);
    throw error;
  }
}

function cap(text: string, fromLine: number): string {
  if (text.length <= MAX_READ_CHARACTERS) return text;
  const shown = text.slice(0, MAX_READ_CHARACTERS);
  const next = fromLine + shown.split("\n").length - 1;
  return `${shown}\n[cut off; go on with from_line ${next}]`;
}

function run(sandbox: Sandbox, script: string, file: string, stdin = "") {
  return execBounded(sandbox, ["sh", "-c", script, "tool", file], {
    user: "agent",
    cwd: sandbox.layout.app,
    stdin,
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  });
}
