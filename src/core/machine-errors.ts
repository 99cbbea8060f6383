import { UserError } from "./errors.ts";

/*
 * What the machine lacks, one factory each: an engine, an image, a browser, a package. The hint is the remedy.
 */

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const agentNeedsDocker = (agents: readonly string[]) =>
  new UserError(
    "agent-needs-docker",
    `${list(agents)} ${agents.length === 1 ? "runs" : "run"} in an image, and the sandbox "local" has none`,
    "start a Docker Engine (`buildoff doctor` helps) and leave --sandbox local out",
  );

export const imagesNotBuilt = (missing: readonly string[]) =>
  new UserError(
    "images-not-built",
    `not built yet, and --allow-hosts lets nothing be fetched for it: ${list(missing)}`,
    "build them first with `buildoff images build`, or run once without --allow-hosts",
  );

export const packagesNotFetched = (stack: string) =>
  new UserError(
    "packages-not-fetched",
    `the packages of the stack ${stack} are not installed yet, and --allow-hosts lets nothing be fetched`,
    "run once without --allow-hosts, with the agent oracle",
  );

export const packagesNotInstalled = (stack: string, said: string, cause: unknown) =>
  new UserError(
    "packages-not-installed",
    `cannot install the packages of the stack ${stack}: ${said}`,
    "npm must be on the PATH and reach its registry; `npm ping` tells",
    { cause },
  );

export const browserUnusable = (path: string, said: string, cause: unknown) =>
  new UserError(
    "browser-unusable",
    `the browser ${path} does not start: ${said}`,
    "name another Chromium, Chrome or Edge with --browser, or leave the flag out to have one looked for",
    { cause },
  );

export const noBrowser = (tried: readonly string[]) =>
  new UserError(
    "no-browser",
    `no browser was found that starts; tried: ${list(tried)}`,
    "install Chromium, Chrome or Edge (Debian: `apt install chromium`), or name one with --browser",
  );

/** One way to a base image that did not work; the next one is tried. */
export const baseUnusable = (why: string, cause: unknown) =>
  new UserError("base-unusable", why, "`buildoff doctor` tells what the engine can do", { cause });

export const noBaseImage = (tried: readonly string[], cause: unknown) =>
  new UserError(
    "no-base-image",
    `there is no way to a base image: ${tried.join("; ")}`,
    "give the engine access to a registry, or install mmdebstrap on this machine (Debian, Ubuntu: `apt install mmdebstrap`), or name an image that the engine has in BUILDOFF_BASE",
    { cause },
  );

/** `said` is the end of the build's output. */
export const imageBuildFailed = (image: string, said: string, cause: unknown) =>
  new UserError(
    "image-build-failed",
    `the image ${image} cannot be built; the engine said:\n${said}`,
    "a build needs Debian's mirrors (set HTTP_PROXY where one is needed); then run `buildoff images build` again",
    { cause },
  );

export const imagePackagesNotInstalled = (said: string, cause: unknown) =>
  new UserError(
    "image-packages-not-installed",
    `cannot fetch the npm packages that the images need: ${said}`,
    "npm must be on the PATH and reach its registry; `npm ping` tells",
    { cause },
  );

/** `code` is the system's, such as ENOENT, or null where something else answered. */
export const noEngine = (where: string, code: string | null, cause: unknown) =>
  new UserError(
    "no-engine",
    `no Docker Engine answers at ${where}: ${code === "EACCES" ? "permission denied" : reason(cause)}`,
    code === "EACCES"
      ? "add yourself to the group docker (`sudo usermod -aG docker $USER`, then log in again), or use rootless Docker"
      : "start Docker (Linux: `sudo systemctl start docker`; macOS, Windows: Docker Desktop), or name another engine in DOCKER_HOST; without one, `--sandbox local` runs trusted code",
    { cause },
  );

export const notLinuxEngine = (where: string, system: string) =>
  new UserError(
    "no-engine",
    `the Docker Engine at ${where} runs ${system} containers, and sandboxes are Linux containers`,
    "switch Docker Desktop to Linux containers",
  );

export const engineTooOld = (version: string) =>
  new UserError(
    "engine-too-old",
    `the Docker Engine is ${version}, which cannot seal a sandbox`,
    "update it to 20.10 or later",
  );

export const unknownDockerContext = (context: string, file: string, cause: unknown) =>
  new UserError(
    "unknown-docker-context",
    `the docker context ${context} cannot be read from ${file}: ${reason(cause)}`,
    "choose one of `docker context ls` with `docker context use`, or name the engine in DOCKER_HOST",
    { cause },
  );

export const unknownRuntime = (runtime: string, known: readonly string[]) =>
  new UserError(
    "unknown-runtime",
    `the Docker Engine has no runtime "${runtime}"`,
    `it has: ${list(known)}; leave --runtime out to use its default`,
  );
