import type Docker from "dockerode";
import { z } from "zod";
import { REPOSITORY_PREFIX } from "./recipe.ts";

/** Set on every image that buildoff makes: its name without prefix and hash. */
export const IMAGE_LABEL = "buildoff.image";
/** Tag of the image that it stands on. */
export const PARENT_LABEL = "buildoff.parent";
/** JSON of the versions that were read from the image when it was built. */
export const VERSIONS_LABEL = "buildoff.versions";

const VersionsSchema = z.record(z.string(), z.string());

export interface BuiltImage {
  readonly what: string;
  readonly tag: string;
  readonly parent: string | null;
  /** The image's id, `sha256:…`. */
  readonly digest: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
  readonly createdAt: Date;
}

/** Those of the named images that the engine has, by tag. Asking for each is far cheaper than one listing. */
export async function findImages(docker: Docker, tags: readonly string[]): Promise<Map<string, BuiltImage>> {
  const found = await Promise.all([...new Set(tags)].map((tag) => findImage(docker, tag)));
  return new Map(found.flatMap((image) => (image === null ? [] : [[image.tag, image] as const])));
}

async function findImage(docker: Docker, tag: string): Promise<BuiltImage | null> {
  try {
    const { Id, Size, Created, Config } = await docker.getImage(tag).inspect();
    return toBuiltImage(tag, {
      digest: Id,
      sizeBytes: Size,
      createdAt: new Date(Created),
      labels: Config.Labels ?? {},
    });
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

/** Every image of buildoff's that the engine has, by tag. */
export async function listBuiltImages(docker: Docker): Promise<Map<string, BuiltImage>> {
  const images = await docker.listImages({ filters: { label: [IMAGE_LABEL] } });
  const built = new Map<string, BuiltImage>();
  for (const image of images) {
    // The engine gives null where an image has none, whatever its types say.
    const labels = (image.Labels as Record<string, string> | null) ?? {};
    const tags = (image.RepoTags as string[] | null) ?? [];
    for (const tag of tags.filter((name) => name.startsWith(REPOSITORY_PREFIX))) {
      const createdAt = new Date(image.Created * 1000);
      built.set(tag, toBuiltImage(tag, { digest: image.Id, sizeBytes: image.Size, createdAt, labels }));
    }
  }
  return built;
}

interface ImageFacts extends Pick<BuiltImage, "digest" | "sizeBytes" | "createdAt"> {
  readonly labels: Readonly<Record<string, string>>;
}

const toBuiltImage = (tag: string, { labels, ...facts }: ImageFacts): BuiltImage => ({
  ...facts,
  tag,
  what: labels[IMAGE_LABEL] ?? "",
  parent: labels[PARENT_LABEL] ?? null,
  versions: parseVersions(labels[VERSIONS_LABEL]),
});

function parseVersions(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  try {
    return VersionsSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
