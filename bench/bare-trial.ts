import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { resolveLimits } from "../src/core/limits.ts";
import type { SandboxRole } from "../src/core/sandbox.ts";
import { packageRoot } from "../src/host/package-root.ts";
import { archive } from "../src/sandbox/archive/archive.ts";
import { planContainer } from "../src/sandbox/docker/container-options.ts";
import { CHECKER_MODULES, CHROMIUM, layoutOf, UIDS } from "../src/sandbox/docker/layout.ts";
import { loadSeccompProfile } from "../src/sandbox/docker/seccomp.ts";

export interface BareImages {
  readonly stack: string;
  readonly checker: string;
  readonly engineCpus: number;
}

/** Engine calls of one bare trial, as they are counted in the report. */
export const BARE_CALLS = "3 creates, 3 starts, 3 execs, 3 archives in, 1 out, 1 pause, 3 removes";

/** The least that a browser check needs: Node, Playwright, one launch, one page, one look at it. Argument: address. */
const CHECK = `
const { chromium } = require("node:module").createRequire("${CHECKER_MODULES}/")("playwright");
(async () => {
  const browser = await chromium.launch({ executablePath: "${CHROMIUM}", chromiumSandbox: true });
  const page = await browser.newPage();
  for (;;) {
    const response = await page.goto(process.argv[1]).catch(() => null);
    if (response !== null && response.ok()) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await page.getByRole("heading", { name: "Hello" }).waitFor();
  await browser.close();
})();
`;

/** The bare sequence of engine calls that a trial of the bench task cannot do without. Resolves to the archive's size. */
export async function runBareTrial(docker: Docker, images: BareImages): Promise<number> {
  const { engineCpus } = images;
  const page = await readFile(join(packageRoot, "bench/suite/page/starter/index.html"));
  const tar = Buffer.from(await archive.pack([{ path: "index.html", content: page }]));
  const agent = await start(docker, { role: "agent", image: images.stack, joins: null, engineCpus });
  await agent.putArchive(tar, { path: "/app" });
  await exec(agent, "agent", ["true"]);
  await agent.pause();
  const frozen = await readAll(await agent.getArchive({ path: "/app" }));
  await agent.remove({ force: true, v: true });

  const app = await start(docker, { role: "app", image: images.stack, joins: null, engineCpus });
  await app.putArchive(tar, { path: "/app" });
  const { node, runtime, port } = layoutOf("app");
  void exec(app, "agent", [node, `${runtime}/serve-static.mjs`, "/app"], [`PORT=${port}`, "HOST=127.0.0.1"]);
  const checker = await start(docker, { role: "checker", image: images.checker, joins: app.id, engineCpus });
  await checker.putArchive(tar, { path: layoutOf("checker").job });
  const exitCode = await exec(
    checker,
    "checker",
    [node, "-e", CHECK, `http://127.0.0.1:${port}/`],
    ["HOME=/home/checker"],
  );
  if (exitCode !== 0) throw new Error(`the bare check exited with ${exitCode}`);
  await Promise.all([app, checker].map((container) => container.remove({ force: true, v: true })));
  return frozen;
}

interface BareContainer {
  readonly role: SandboxRole;
  readonly image: string;
  readonly joins: string | null;
  readonly engineCpus: number;
}

async function start(docker: Docker, { role, image, joins, engineCpus }: BareContainer): Promise<Container> {
  const seccomp = await loadSeccompProfile(role);
  const common = { limits: resolveLimits(), labels: {}, runtime: null, engineCpus };
  const container = await docker.createContainer(planContainer({ ...common, role, image, seccomp, joins }));
  await container.start();
  return container;
}

async function exec(
  container: Container,
  user: "agent" | "checker",
  command: readonly string[],
  env: readonly string[] = [],
): Promise<number> {
  const uid = UIDS[user];
  const options = {
    Cmd: [...command],
    User: `${uid}:${uid}`,
    Env: [...env],
    AttachStdout: true,
    AttachStderr: true,
  };
  const started = await container.exec(options);
  const stream = await started.start({ hijack: true, stdin: false });
  stream.resume();
  await new Promise((resolve) => {
    stream.once("end", resolve).once("close", resolve).once("error", resolve);
  });
  const { ExitCode: exitCode } = await started.inspect().catch(() => ({ ExitCode: -1 }));
  return exitCode ?? -1;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  return bytes;
}
