import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WrittenStack } from "../write-suite.ts";
import type { WriteLockfile } from "./packages.ts";
import type { ProjectPlan } from "./plan-project.ts";

/** Files of a project that its own Vite reads beside the app. Nothing of its tests, its tasks or its reference. */
const CONFIGURATION =
  /^(?!playwright\.)(?:[\w.-]+\.config\.[cm]?[jt]s|tsconfig[\w.]*\.json|typings\.d\.ts|package\.json|mocks)$/;

const DOCKERFILE = `# Made by \`buildoff import web-bench\`: the project's packages and the configuration of its own Vite. Packages are found
# from /app and from /project by walking up.
ARG BASE
FROM \${BASE}
COPY node_modules /node_modules
# Vite writes into the nearest node_modules, which is read-only in a sandbox.
#: preparing Vite
RUN ln -s /tmp /node_modules/.vite-temp && ln -s /tmp /node_modules/.vite
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/node_modules/.bin
COPY project /project
`;

export interface StackPlace {
  /** Folder of the suite. */
  readonly suite: string;
  /** Folder of the project in the checkout. */
  readonly source: string;
  readonly writeLockfile: WriteLockfile;
}

/**
 * Writes the stack of a project that its own Vite serves below `stacks/<project>/`. Asks npm's registry for a lockfile.
 * @returns the stack, or why npm cannot resolve its packages
 */
export async function writeStack(
  { suite, source, writeLockfile }: StackPlace,
  plan: ProjectPlan,
): Promise<WrittenStack | string> {
  const { name } = plan.project;
  const folder = join(suite, "stacks", name);
  const problem = await writeLockfile(folder, plan.packages);
  if (problem !== null) {
    await rm(folder, { recursive: true });
    return `npm cannot resolve its packages: ${problem}`;
  }
  await mkdir(join(folder, "project"));
  for (const file of (await readdir(source)).filter((one) => CONFIGURATION.test(one))) {
    await cp(join(source, file), join(folder, "project", file), { recursive: true });
  }
  await writeFile(join(folder, "Dockerfile"), DOCKERFILE);
  const { server } = plan.config;
  const config = server.kind === "vite" && server.config !== null ? ` --config ${server.config}` : "";
  return {
    summary: `what Web-Bench's project ${name} is served by: its own Vite and packages`,
    build: null,
    // Upstream's own command, with the address that the sandbox wants.
    start: `cd /project && export EVAL=true IS_EVAL_PRODUCTION=true EVAL_PROJECT_ROOT=/app EVAL_PROJECT_PORT="$PORT" && exec vite --port "$PORT" --host "$HOST"${config}`,
    root: ".",
    preamble: describeContract(plan),
    dockerfile: `stacks/${name}/Dockerfile`,
  };
}

function describeContract({ packages }: ProjectPlan): string {
  const names = Object.entries(packages).map(([name, version]) => `${name} ${version.replace(/^[~^]/, "")}`);
  return `Work on a web app in the current folder (/app). Vite's own server serves the folder as its root at
http://$HOST:$PORT/ (127.0.0.1:3000), with the project's configuration in /project, which cannot be changed. Nothing
is built before.

Installed in /node_modules and found from /app: ${names.join(", ")}. Do not run npm install: there is
no network, neither now nor when the app is used. Pages must not load fonts, scripts, styles or pictures from another
address. Node 24, git, ripgrep, curl and Python 3 are installed for your own use.

Only files in /app count; node_modules is thrown away. You are finished when they do all that is asked for below;
nobody answers questions.
`;
}
