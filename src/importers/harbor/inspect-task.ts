import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse, TomlError } from "smol-toml";
import { z } from "zod";
import { unreadableSource } from "../../core/import-errors.ts";

/** What of `task.toml` decides where a task can run. Source: harborframework.com/docs/tasks */
const TaskFileSchema = z.object({
  steps: z.array(z.unknown()).default([]),
  verifier: z.object({ env: z.record(z.string(), z.unknown()).default({}) }).default({ env: {} }),
  environment: z
    .object({
      gpus: z.number().default(0),
      mcp_servers: z.array(z.unknown()).default([]),
    })
    .default({ gpus: 0, mcp_servers: [] }),
});

const COMPOSE_FILES = ["docker-compose.yaml", "docker-compose.yml", "compose.yaml"];
const FETCHES =
  /\b(?:apt-get|apt|apk|dnf|yum|pip3?|npm|cargo|go|uvx?|curl|wget)\s+(?:-\S+\s+)*(?:install|update|add|get|ci|https?:|-\S*[LfsSO]\S*\s|-p\s|run\b)/;

/**
 * Everything that keeps a Harbor task from being graded here, the most telling first. Never empty.
 * @param folder with a `task.toml`
 * @throws UserError `unreadable-source` where `task.toml` is no TOML, or not as Harbor has it
 */
export async function inspectTask(folder: string): Promise<string[]> {
  const { steps, environment } = await loadTaskFile(join(folder, "task.toml"));
  const obstacles: string[] = [];
  for (const file of ["instruction.md", "tests/test.sh"]) {
    if (steps.length === 0 && !(await exists(join(folder, file)))) obstacles.push(`it has no ${file}`);
  }
  if (steps.length > 0)
    obstacles.push(`it has ${steps.length} steps, each with an image and tests of its own`);
  for (const file of COMPOSE_FILES) {
    if (await exists(join(folder, "environment", file)))
      obstacles.push(`it needs several containers (${file})`);
  }
  if (environment.gpus > 0) obstacles.push(`it needs ${environment.gpus} GPUs`);
  if (environment.mcp_servers.length > 0) obstacles.push("it brings MCP servers of its own");
  obstacles.push(...(await inspectImage(join(folder, "environment", "Dockerfile"))));
  const tests = await readFile(join(folder, "tests", "test.sh"), "utf8").catch(() => "");
  const fetched = withoutComments(tests)
    .split("\n")
    .find((line) => FETCHES.test(line));
  if (fetched !== undefined)
    obstacles.push(`its tests fetch packages while they grade (${fetched.trim().slice(0, 60)})`);
  obstacles.push(
    "its tests run in the container of the code that they judge, and the verdict is a file there",
  );
  return obstacles;
}

async function loadTaskFile(file: string): Promise<z.infer<typeof TaskFileSchema>> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw unreadableSource(file, (cause as Error).message, cause);
  });
  try {
    return TaskFileSchema.parse(parse(text));
  } catch (cause) {
    if (cause instanceof TomlError) {
      const [first] = cause.message.split("\n");
      throw unreadableSource(`${file}:${cause.line}:${cause.column}`, first ?? "it is no TOML", cause);
    }
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    throw unreadableSource(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`, cause);
  }
}

/** Sandboxes stand on an image that buildoff makes; their workspace is /app, and nothing else of them is graded. */
async function inspectImage(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return ["it has no environment/Dockerfile, only an image that is fetched"];
  const source = withoutComments(text);
  const images = [...source.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim)].map(([, image]) => image!);
  const folder = [...source.matchAll(/^\s*WORKDIR\s+(\S+)/gim)].at(-1)?.[1]?.replace(/\/$/, "") ?? "/";
  return [
    ...(images.length === 0
      ? []
      : [`its image stands on ${images.join(", ")}, and a stack on buildoff's own base`]),
    ...(folder === "/app" ? [] : [`it works in ${folder}, and only /app is graded`]),
  ];
}

const withoutComments = (source: string): string => source.replaceAll(/^\s*#.*$/gm, "");

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
