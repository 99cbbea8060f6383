import { debuglog } from "node:util";
import { join } from "node:path";
import Docker from "dockerode";
import { InfraError, UserError } from "../../../core/errors.ts";
import { imagesNotBuilt } from "../../../core/machine-errors.ts";
import { acquireBuildLock } from "./build-lock.ts";
import { buildImage } from "./build-image.ts";
import { chooseDebianSources, type DebianSource, debianTag, makeDebian } from "./debian.ts";
import { EngineTaskError } from "./engine-stream.ts";
import { type BuiltImage, findImages } from "./image-labels.ts";
import { ensurePackages } from "./npm-packages.ts";
import { agentImage, type ImageNeeds, planImages, stackImage } from "./plan.ts";
import type { Recipe } from "./recipe.ts";
import { createStepProgress } from "./step-progress.ts";

const debug = debuglog("buildoff:images");

export interface ImageRef {
  readonly tag: string;
  /** The image's id, `sha256:…`. */
  readonly digest: string;
}

export interface EnsuredImages {
  /** @throws RangeError where the needs named no such stack; so do the others */
  readonly stack: (name: string) => ImageRef;
  readonly agent: (agent: string, stack: string) => ImageRef;
  readonly checker: ImageRef;
  /** Read from the images when they were built: node, npm, chromium, playwright, each agent, and hashes of Debian's package lists. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Makes sure that the engine has every image of the needs, building what is missing. With nothing missing it costs a
 * few engine calls and reads the recipes.
 * @throws UserError `no-base-image`, `image-build-failed`, `image-packages-not-installed`, `images-not-built` where nothing may be
 * fetched; InfraError `engine`; the signal's reason
 */
export async function ensureImages(
  docker: Docker,
  needs: ImageNeeds,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<EnsuredImages> {
  signal.throwIfAborted();
  const arch = await readArchitecture(docker);
  const sources = chooseDebianSources(process.env["BUILDOFF_BASE"]);
  const complete = await findComplete(docker, needs, sources, arch);
  if (complete !== null) return complete;
  if (needs.isConfined === true) throw imagesNotBuilt(await listMissing(docker, needs, sources, arch));
  const options = { docker: withoutIdleTimeout(docker), arch, progress, signal };
  try {
    const recipes = await buildMissing(needs, sources, options);
    return toEnsured(recipes, await findRecipes(docker, recipes));
  } catch (error) {
    signal.throwIfAborted();
    throw toKnownError(error);
  }
}

/** What the engine or its connection threw is the infrastructure's; the rest is said already, or a bug. */
function toKnownError(error: unknown): unknown {
  const { code, statusCode, message } = error as { code?: unknown; statusCode?: unknown; message?: string };
  const isEngines = statusCode !== undefined || typeof code === "string" || error instanceof EngineTaskError;
  if (error instanceof UserError || error instanceof InfraError || !isEngines) return error;
  return new InfraError("engine", `the Docker Engine failed while it made images: ${message}`, {
    cause: error,
  });
}

const findRecipes = (docker: Docker, recipes: readonly Recipe[]): Promise<Map<string, BuiltImage>> =>
  findImages(
    docker,
    recipes.map(({ tag }) => tag),
  );

/** The first source whose Debian the engine has. */
async function findSource(
  docker: Docker,
  sources: readonly DebianSource[],
  arch: string,
): Promise<DebianSource | null> {
  const tags = sources.map((source) => debianTag(source, arch));
  const present = await findImages(docker, tags);
  return sources.find((source) => present.has(debianTag(source, arch))) ?? null;
}

/** The images, where all are there. */
async function findComplete(
  docker: Docker,
  needs: ImageNeeds,
  sources: readonly DebianSource[],
  arch: string,
): Promise<EnsuredImages | null> {
  const source = await findSource(docker, sources, arch);
  if (source === null) return null;
  const recipes = await planImages(needs, debianTag(source, arch), arch);
  const present = await findRecipes(docker, recipes);
  return recipes.every(({ tag }) => present.has(tag)) ? toEnsured(recipes, present) : null;
}

/** Tags of all images of the needs, a parent before its children, whether the engine has them or not. */
export async function listNeededTags(docker: Docker, needs: ImageNeeds): Promise<string[]> {
  const arch = await readArchitecture(docker);
  const sources = chooseDebianSources(process.env["BUILDOFF_BASE"]);
  const source = await chooseSource(docker, sources, arch);
  const recipes = await planImages(needs, debianTag(source, arch), arch);
  return [debianTag(source, arch), ...recipes.map(({ tag }) => tag)];
}

/** The one whose Debian is there, else the first that would be tried. */
const chooseSource = async (
  docker: Docker,
  sources: readonly DebianSource[],
  arch: string,
): Promise<DebianSource> => (await findSource(docker, sources, arch)) ?? sources[0]!;

async function listMissing(
  docker: Docker,
  needs: ImageNeeds,
  sources: readonly DebianSource[],
  arch: string,
): Promise<string[]> {
  const source = await chooseSource(docker, sources, arch);
  const recipes = await planImages(needs, debianTag(source, arch), arch);
  const present = await findRecipes(docker, recipes);
  return recipes.filter(({ tag }) => !present.has(tag)).map(({ what }) => what);
}

interface BuildOptions {
  readonly docker: Docker;
  readonly arch: string;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

async function buildMissing(
  needs: ImageNeeds,
  sources: readonly DebianSource[],
  options: BuildOptions,
): Promise<Recipe[]> {
  // One failure stops the builds beside it; nobody is left behind when this function ends.
  const stop = new AbortController();
  const inner = { ...options, signal: AbortSignal.any([options.signal, stop.signal]) };
  const jobs: Promise<unknown>[] = [];
  const stopOnFailure = (error: unknown): never => {
    stop.abort(error);
    throw error;
  };
  try {
    const known = await findSource(options.docker, sources, options.arch);
    if (known === null) jobs.push(prefetchPackages(needs, sources, inner));
    const source = known ?? (await ensureDebian(sources, inner));
    const recipes = await planImages(needs, debianTag(source, options.arch), options.arch);
    const present = await findRecipes(options.docker, recipes);
    const built = new Map<string, Promise<void>>();
    for (const recipe of recipes) {
      if (present.has(recipe.tag)) continue;
      const job = buildAfterParent(recipe, built, inner).catch(stopOnFailure);
      built.set(recipe.tag, job);
      jobs.push(job);
    }
    await Promise.all(jobs);
    return recipes;
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(jobs);
    throw error;
  }
}

async function ensureDebian(sources: readonly DebianSource[], options: BuildOptions): Promise<DebianSource> {
  const { docker, arch, progress, signal } = options;
  const lock = `debian-${sources.map((source) => debianTag(source, arch)).join("-")}`;
  await using _lock = await acquireBuildLock(
    lock,
    () => progress("debian: another process makes it"),
    signal,
  );
  return (await findSource(docker, sources, arch)) ?? makeDebian(docker, sources, { arch, progress, signal });
}

/** Fetches what builds will copy while Debian is made. What fails here fails again, and is told, in its build. */
async function prefetchPackages(
  needs: ImageNeeds,
  sources: readonly DebianSource[],
  options: BuildOptions,
): Promise<void> {
  const recipes = await planImages(needs, debianTag(sources[0]!, options.arch), options.arch);
  const folders = recipes.flatMap(({ sources }) =>
    sources.flatMap((source) => (source.kind === "packages" ? [source.folder] : [])),
  );
  try {
    for (const folder of new Set(folders)) await ensurePackages(folder, options);
  } catch (error) {
    debug("prefetch: %O", error);
  }
}

async function buildAfterParent(
  recipe: Recipe,
  built: ReadonlyMap<string, Promise<void>>,
  options: BuildOptions,
): Promise<void> {
  await built.get(recipe.parent);
  options.signal.throwIfAborted();
  await buildOne(recipe, options);
}

async function buildOne(recipe: Recipe, options: BuildOptions): Promise<void> {
  const { docker, progress, signal } = options;
  const { what, tag, parent, args, dockerfileText: dockerfile } = recipe;
  const onWait = (): void => progress(`${what}: another process builds it`);
  await using _lock = await acquireBuildLock(tag, onWait, signal);
  if ((await findImages(docker, [tag])).has(tag)) return;
  using steps = createStepProgress(what, progress);
  const folders = [];
  for (const source of recipe.sources) {
    if (source.kind === "folder") folders.push(source);
    else {
      const modules = await ensurePackages(source.folder, options);
      folders.push({ folder: join(modules, source.pick), to: source.to, except: [] });
    }
  }
  await buildImage(docker, { what, tag, parent, args, dockerfile, folders }, steps, signal);
  steps.done();
}

function toEnsured(recipes: readonly Recipe[], images: ReadonlyMap<string, BuiltImage>): EnsuredImages {
  const byName = new Map(recipes.map(({ what, tag }) => [what, images.get(tag)]));
  const find = (what: string): ImageRef => {
    const image = byName.get(what);
    if (image === undefined) throw new RangeError(`no image ${what} was asked for`);
    return { tag: image.tag, digest: image.digest };
  };
  const versions: Record<string, string> = {};
  for (const image of byName.values()) {
    for (const [name, version] of Object.entries(image?.versions ?? {})) {
      // An image that adds no Debian package has its parent's list.
      const isRepeated = name.startsWith("packages-") && Object.values(versions).includes(version);
      if (!isRepeated) versions[name] = version;
    }
  }
  return {
    stack: (name) => find(stackImage(name)),
    agent: (agent, stack) => find(agentImage(agent, stack)),
    get checker() {
      return find("checker");
    },
    versions,
  };
}

/** In the registry's words: amd64, arm64. */
export async function readArchitecture(docker: Docker): Promise<string> {
  const { Arch } = await docker.version();
  return Arch;
}

/** A build may be silent for minutes; a client that gives up on a silent engine is right for everything else. */
function withoutIdleTimeout(docker: Docker): Docker {
  const prototype = Object.getPrototypeOf(docker.modem) as object;
  const modem = Object.assign(Object.create(prototype) as object, docker.modem, { timeout: undefined });
  return new Docker({ modem } as Docker.DockerOptions);
}
