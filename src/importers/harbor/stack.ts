import { writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { unreadableSource } from "../../core/import-errors.ts";
import { isFile, isFolder, listFiles, readFiles } from "../../host/folder-files.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import { sha256 } from "../../loader/digest.ts";
import { copyTree } from "../copy-tree.ts";
import type { WrittenStack } from "../write-suite.ts";
import { APP, type DockerfileFacts } from "./dockerfile.ts";
import type { HarborTask } from "./inspect-task.ts";

/** Writes the image of a task below `stacks/<id>/`: its own Dockerfile and context, and what a sandbox needs besides. */
export async function writeStack(
  suite: string,
  id: string,
  { folder, image }: HarborTask,
  start: readonly SandboxFile[],
): Promise<WrittenStack> {
  const target = join(suite, "stacks", id);
  await copyTree(folder, join(folder, "environment"), target);
  await writeFile(join(target, "Dockerfile"), renderDockerfile(image, hashFiles(start)));
  return {
    summary: `the image of Harbor's task ${id}`,
    build: null,
    start: 'exec "$BUILDOFF_NODE" "$BUILDOFF_RUNTIME/serve-static.mjs"',
    root: ".",
    preamble: PREAMBLE,
    dockerfile: `stacks/${id}/Dockerfile`,
  };
}

const PREAMBLE = `Work in the current folder (/app). There is no network, and nothing can be installed.

Only files in /app count: nothing else that you change is seen by the tests, which run in a fresh container of the same image. You
are finished when the folder does all that is asked for below; nobody answers questions.
`;

const renderDockerfile = ({ text, stage }: DockerfileFacts, start: string): string => `ARG BASE
${text.trimEnd()}

# Added by \`buildoff import harbor\`: what a sandbox needs. Harbor's own folders lie below /tmp, where a sandbox can be written.
FROM \${BASE} AS buildoff-base
FROM ${stage}
USER root
COPY --from=buildoff-base /usr/local/bin/node /usr/local/bin/node
COPY --from=buildoff-base /opt/buildoff /opt/buildoff
#: comparing the files at the start
RUN [ "$(cd ${APP} && find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum | cut -c1-64)" = ${start} ] \\
 || { echo "the image has other files in ${APP} than its Dockerfile copies there: leave this task out" >&2; exit 1; }
#: adding the users
RUN for user in agent:10001 forwarder:10002 checker:10003; do \\
      groupadd --gid "\${user#*:}" "\${user%:*}" && useradd --uid "\${user#*:}" --gid "\${user#*:}" --create-home "\${user%:*}" || exit 1; \\
    done \\
 && rm -rf /tests /logs /solution && ln -s /tmp/tests /tests && ln -s /tmp/logs /logs && ln -s /tmp/solution /solution \\
 && find / -xdev -perm /6000 -type f -exec chmod ug-s {} +
ENV BUILDOFF_RUNTIME=/opt/buildoff npm_config_offline=true
`;

/** As the Dockerfile hashes them again. */
function hashFiles(files: readonly SandboxFile[]): string {
  const sorted = files.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  return sha256(sorted.map(({ path, content }) => `${sha256(content)}  ./${path}\n`).join(""));
}

/**
 * The files that the image has in /app, under their paths there.
 * @throws UserError where a file is copied that the task has not
 */
export async function readStart({ folder, image }: HarborTask): Promise<SandboxFile[]> {
  const context = join(folder, "environment");
  const found = new Map<string, SandboxFile>();
  for (const { sources, target } of image.copies) {
    for (const source of sources) {
      for (const file of await readSource(context, posix.normalize(source), target))
        found.set(file.path, file);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function readSource(context: string, source: string, target: string): Promise<SandboxFile[]> {
  const path = join(context, source);
  const below = (name: string): string => posix.relative(APP, posix.join(target, name));
  if (await isFolder(path)) {
    // The Dockerfile of a stack is no part of its context.
    const files = (await listFiles(path)).filter((file) => posix.join(source, file) !== "Dockerfile");
    return (await readFiles(path, files)).map((file) => ({ ...file, path: below(file.path) }));
  }
  if (!(await isFile(path))) throw unreadableSource(path, "its Dockerfile copies it, and it is not there");
  const [file] = await readFiles(dirname(path), [posix.basename(source)]);
  const isInto = target.endsWith("/") || target === APP;
  return [{ ...file!, path: isInto ? below(posix.basename(source)) : posix.relative(APP, target) }];
}
