import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isFile } from "../../host/folder-files.ts";
import { APP, type DockerfileFacts, readDockerfile } from "./dockerfile.ts";
import { loadTaskFile, type TaskFile } from "./task-file.ts";

/** A task that can be run here, as far as its files tell. */
export interface HarborTask {
  readonly folder: string;
  readonly file: TaskFile;
  readonly image: DockerfileFacts;
}

const COMPOSE_FILES = ["docker-compose.yaml", "docker-compose.yml", "compose.yaml"];
const FETCHES =
  /\b(?:apt-get|apt|apk|dnf|yum|pip3?|npm|cargo|go|uvx?|curl|wget)\s+(?:-\S+\s+)*(?:install|update|add|get|ci|https?:|-\S*[LfsSO]\S*\s|-p\s|run\b)/;

/**
 * A Harbor task, or everything that keeps it from being run here, the most telling first.
 * @param folder with a `task.toml`
 * @throws UserError `unreadable-source` where `task.toml` is no TOML, or not as Harbor has it
 */
export async function inspectTask(folder: string): Promise<HarborTask | readonly string[]> {
  const file = await loadTaskFile(join(folder, "task.toml"));
  if (file.steps.length > 0)
    return [`it has ${file.steps.length} steps, each with an image and tests of its own`];
  const obstacles: string[] = [];
  for (const name of ["instruction.md", "tests/test.sh"]) {
    if (!(await isFile(join(folder, name)))) obstacles.push(`it has no ${name}`);
  }
  for (const name of COMPOSE_FILES) {
    if (await isFile(join(folder, "environment", name)))
      obstacles.push(`it needs several containers (${name})`);
  }
  if (await isFile(join(folder, "environment", ".dockerignore")))
    obstacles.push("its image leaves files out of what it copies (.dockerignore)");
  obstacles.push(...inspectFile(file), ...(await inspectTests(folder)));
  const text = await readFile(join(folder, "environment", "Dockerfile"), "utf8").catch(() => null);
  const image = text === null ? null : readDockerfile(text);
  if (image === null) obstacles.push("it has no environment/Dockerfile, only an image that is fetched");
  else obstacles.push(...inspectImage(image));
  return image === null || obstacles.length > 0 ? obstacles : { folder, file, image };
}

function inspectFile({ environment, verifier }: TaskFile): string[] {
  const { gpus, os, mcp_servers: servers } = environment;
  const secrets = Object.entries(verifier.env).filter(([, value]) => String(value).includes("${"));
  return [
    ...(gpus > 0 ? [`it needs ${gpus} GPUs`] : []),
    ...(os === "linux" ? [] : [`it needs ${os}`]),
    ...(servers.length > 0 ? ["it brings MCP servers of its own"] : []),
    ...(verifier.environment === undefined ? [] : ["its tests run in an image of their own"]),
    ...(secrets.length > 0
      ? [`its tests want variables of this machine (${secrets.map(([name]) => name).join(", ")})`]
      : []),
  ];
}

/** Nothing in a sandbox has a network. */
async function inspectTests(folder: string): Promise<string[]> {
  const tests = await readFile(join(folder, "tests", "test.sh"), "utf8").catch(() => "");
  const fetched = tests
    .replaceAll(/^\s*#.*$/gm, "")
    .split("\n")
    .find((line) => FETCHES.test(line));
  return fetched === undefined
    ? []
    : [`its tests fetch packages while they grade (${fetched.trim().slice(0, 60)})`];
}

/** The workspace of a sandbox is /app, whose files at the start are the task's, and nothing else of it is graded. */
function inspectImage({ images, workdir, opaque }: DockerfileFacts): string[] {
  const last = images.at(-1);
  return [
    ...(last === undefined ? ["its Dockerfile has no FROM"] : []),
    ...(/(?:^|[/:-])(?:alpine|busybox)\b|^scratch$/i.test(last ?? "")
      ? [`its image stands on ${last}, where the Node of a sandbox does not run`]
      : []),
    ...(workdir === APP ? [] : [`it works in ${workdir}, and only ${APP} is graded`]),
    ...(opaque.length === 0 ? [] : [`its image makes files in ${APP} as it is built (${opaque[0]})`]),
  ];
}
