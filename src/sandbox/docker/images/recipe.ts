import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../../../core/hash.ts";
import { type FolderFile, listFiles } from "./folder-files.ts";

/** Repository prefix of every image that buildoff makes. */
export const REPOSITORY_PREFIX = "buildoff/";

/** What goes into an image's build context beside its Dockerfile. */
export type ContextSource =
  /** The files of a folder, without the names in `except` at its top. */
  | {
      readonly kind: "folder";
      readonly folder: string;
      readonly to: string;
      readonly except: readonly string[];
    }
  /** What a lockfile installs on the host (`pick`: a part of its `node_modules`). */
  | { readonly kind: "packages"; readonly folder: string; readonly to: string; readonly pick: string };

/** How an image is made, as written down; nothing of it has been read yet but the Dockerfile's path. */
export interface RecipeDraft {
  /** Such as `base`, `stack-vite`. */
  readonly what: string;
  readonly dockerfile: string;
  /** Build arguments beside BASE. */
  readonly args: Readonly<Record<string, string>>;
  readonly sources: readonly ContextSource[];
}

/** An image with its tag: the tag names exactly this recipe on exactly this parent. */
export interface Recipe extends Omit<RecipeDraft, "dockerfile"> {
  readonly dockerfileText: string;
  readonly tag: string;
  /** Tag of the image that it stands on. */
  readonly parent: string;
  /** Architecture in the registry's words: amd64, arm64. */
  readonly arch: string;
}

/** Reads what the draft names and derives the tag: equal content gives an equal tag, on every machine. */
export async function resolveRecipe(draft: RecipeDraft, parent: string, arch: string): Promise<Recipe> {
  const { dockerfile, ...rest } = draft;
  const dockerfileText = await readFile(dockerfile, "utf8");
  const sources = await Promise.all(draft.sources.map(digestSource));
  const tag = toTag(draft.what, { dockerfileText, args: draft.args, sources, parent, arch });
  return { ...rest, dockerfileText, parent, arch, tag };
}

/** `buildoff/<what>:<16 hex digits>` of a recipe in any form that is JSON. */
export function toTag(what: string, recipe: unknown): string {
  const hash = createHash("sha256").update(canonicalJson(recipe)).digest("hex").slice(0, 16);
  return `${REPOSITORY_PREFIX}${what}:${hash}`;
}

async function digestSource(source: ContextSource): Promise<unknown> {
  const { kind, folder, to } = source;
  if (kind === "packages") {
    const files = ["package.json", "package-lock.json"].map((name) => join(folder, name));
    return { kind, to, pick: source.pick, files: await Promise.all(files.map(digestFile)) };
  }
  const files = await listFiles(folder, source.except);
  return { kind, to, files: await Promise.all(files.map(digestEntry)) };
}

async function digestEntry(file: FolderFile): Promise<unknown> {
  const { path, link, executable } = file;
  return { path, link, executable, digest: link === null ? await digestFile(file.absolute) : null };
}

const digestFile = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
