import type Docker from "dockerode";
import { execa, ExecaError } from "execa";
import { UserError } from "../../../core/errors.ts";
import { baseUnusable, noBaseImage } from "../../../core/user-errors.ts";
import { labelImage } from "./build-image.ts";
import { EngineTaskError, followEngine } from "./engine-stream.ts";
import { REPOSITORY_PREFIX, toTag } from "./recipe.ts";

const REFERENCE = "debian:bookworm-slim";
const SUITE = "bookworm";
const MIRROR = "http://deb.debian.org/debian";
/** A registry that has said nothing for so long is taken as out of reach. */
const FIRST_WORD_MS = 20_000;
const PULL_TIMEOUT_MS = 10 * 60_000;
const WHAT = "debian";

/** Left out of the image: manuals and translations. */
const LEAN = ["doc", "info", "lintian", "locale", "man"].map((name) => `path-exclude=/usr/share/${name}/*`);

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
  const recipe = source.kind === "packages" ? { ...source, suite: SUITE, lean: LEAN } : source;
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
      else await importPackages(docker, part, options);
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

/** Makes a minimal Debian of its packages on this machine and streams it into the engine. */
async function importPackages(docker: Docker, tag: string, options: DebianOptions): Promise<void> {
  const { arch, progress, signal } = options;
  progress(`${WHAT}: making it from Debian's packages with mmdebstrap`);
  const command = [
    "--variant=minbase",
    `--architectures=${arch}`,
    "--format=tar",
    '--aptopt=Acquire::Languages "none"',
    ...LEAN.map((option) => `--dpkgopt=${option}`),
    "--quiet",
    SUITE,
    "-",
    MIRROR,
  ];
  try {
    const child = execa("mmdebstrap", command, {
      stdin: "ignore",
      stdout: "pipe",
      buffer: { stdout: false, stderr: true },
      cancelSignal: signal,
      encoding: "buffer",
    });
    // Waited for below; without a handler a failure before that would end the process.
    child.catch(() => {});
    const colon = tag.lastIndexOf(":");
    const into = { repo: tag.slice(0, colon), tag: tag.slice(colon + 1), abortSignal: signal };
    const imported = docker.importImage(child.stdout, into).then((answer) => followEngine(answer, () => {}));
    imported.catch(() => {});
    await child;
    await imported;
  } catch (cause) {
    signal.throwIfAborted();
    throw baseUnusable(describeFailure(cause), cause);
  }
}

function describeFailure(cause: unknown): string {
  if (cause instanceof ExecaError) {
    if (cause.code === "ENOENT") return "mmdebstrap is not installed";
    const said = Buffer.from((cause.stderr as Uint8Array | undefined) ?? []).toString();
    const errors = said.split("\n").filter((line) => line.startsWith("E:"));
    return `mmdebstrap failed: ${errors.join(" ") || said.trim().slice(-300) || cause.shortMessage}`;
  }
  if (cause instanceof EngineTaskError)
    return `the engine does not take what mmdebstrap made: ${cause.message}`;
  return `mmdebstrap failed: ${firstLine(cause)}`;
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).trim().split("\n")[0] ?? "";
