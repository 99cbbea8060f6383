import type Docker from "dockerode";
import { UserError } from "../../../core/errors.ts";
import { baseUnusable, noBaseImage } from "../../../core/machine-errors.ts";
import { labelImage } from "./build-image.ts";
import { followEngine } from "./engine-stream.ts";
import { importPackages, PACKAGES_RECIPE } from "./debian-packages.ts";
import { REPOSITORY_PREFIX, toTag } from "./recipe.ts";

const REFERENCE = "debian:bookworm-slim";
/** A registry that has said nothing for so long is taken as out of reach. */
const FIRST_WORD_MS = 20_000;
const PULL_TIMEOUT_MS = 10 * 60_000;
const WHAT = "debian";

/** Where the Debian below everything comes from. */
export type DebianSource =
  | { readonly kind: "registry"; readonly reference: string }
  | { readonly kind: "packages" };

/** The ways to try, in order. `BUILDOFF_BASE` is `registry`, `debian` or an image reference; unset means both ways. */
export function chooseDebianSources(asked: string | undefined): DebianSource[] {
  const registry: DebianSource = { kind: "registry", reference: REFERENCE };
  switch (asked) {
    case undefined:
    case "":
    case "auto":
      return [registry, { kind: "packages" }];
    case "registry":
      return [registry];
    case "debian":
      return [{ kind: "packages" }];
    default:
      return [{ kind: "registry", reference: asked }];
  }
}

/** The tag of the image that a source gives. */
export function debianTag(source: DebianSource, arch: string): string {
  const recipe = source.kind === "packages" ? { ...source, ...PACKAGES_RECIPE } : source;
  return toTag(WHAT, { ...recipe, arch });
}

export interface DebianOptions {
  readonly arch: string;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes the Debian image by the first way that works. Resolves to that way.
 * @throws UserError `no-base-image` where none does
 */
export async function makeDebian(
  docker: Docker,
  sources: readonly DebianSource[],
  options: DebianOptions,
): Promise<DebianSource> {
  const failures: UserError[] = [];
  for (const source of sources) {
    const part = `${REPOSITORY_PREFIX}${WHAT}-part:${process.pid}-${Date.now()}`;
    try {
      if (source.kind === "registry") await pull(docker, source.reference, options);
      else {
        options.progress(`${WHAT}: making it from Debian's packages with mmdebstrap`);
        await importPackages(docker, part, options);
      }
      const from = source.kind === "registry" ? source.reference : part;
      const tag = debianTag(source, options.arch);
      await labelImage(docker, from, { what: WHAT, tag, parent: from, versions: {} });
      return source;
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      options.progress(`${WHAT}: ${error.message}`);
      failures.push(error);
    } finally {
      if (source.kind === "packages")
        await docker
          .getImage(part)
          .remove({ noprune: true })
          .catch(() => {});
    }
  }
  throw noBaseImage(
    failures.map(({ message }) => message),
    failures.at(-1),
  );
}

async function pull(docker: Docker, reference: string, options: DebianOptions): Promise<void> {
  if (await hasImage(docker, reference)) return;
  options.progress(`${WHAT}: pulling ${reference}`);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error("the registry does not answer")), FIRST_WORD_MS);
  const deadline = AbortSignal.timeout(PULL_TIMEOUT_MS);
  const abortSignal = AbortSignal.any([options.signal, silence.signal, deadline]);
  try {
    const [fromImage, tag] = splitReference(reference);
    const answer = await docker.createImage({ fromImage, ...(tag === null ? {} : { tag }), abortSignal });
    await followEngine(answer, () => clearTimeout(timer));
  } catch (cause) {
    options.signal.throwIfAborted();
    const reason: unknown = abortSignal.aborted ? abortSignal.reason : cause;
    throw baseUnusable(`the engine cannot pull ${reference}: ${firstLine(reason)}`, cause);
  } finally {
    clearTimeout(timer);
  }
}

const hasImage = (docker: Docker, reference: string): Promise<boolean> =>
  docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    );

/** The API takes name and tag apart; a digest stays in the name. Without a tag all tags would be pulled. */
function splitReference(reference: string): [name: string, tag: string | null] {
  if (reference.includes("@")) return [reference, null];
  const colon = reference.lastIndexOf(":");
  if (colon <= reference.lastIndexOf("/")) return [reference, "latest"];
  return [reference.slice(0, colon), reference.slice(colon + 1)];
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).trim().split("\n")[0] ?? "";
