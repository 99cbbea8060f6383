import type { WorkspaceEntry } from "./canonical.ts";
import { addBytes, type Collected, type CollectorLimits, droppedKind, reject } from "./collector.ts";
import { escapeName, foldPath } from "./entry-name.ts";
import { resolveHardLink } from "./links.ts";

/** More would make a result unreadable; the counts tell the rest. */
const MAX_FLAGS = 100;

/**
 * What is kept of an archive that was read whole: every file, hard links as copies, and the folders that hold nothing.
 * @throws WorkspaceRejectedError where a hard link names nothing, or one path is two things.
 */
export function resolveEntries(collected: Collected, limits: CollectorLimits) {
  for (const [path, target] of collected.hardLinks) copyHardLink(collected, limits, path, target);
  const taken = new Set([...collected.files.keys(), ...collected.links, ...collected.hardLinks.keys()]);
  const folders = new Set([...collected.folders, ...parentsOf(taken), ...parentsOf(collected.folders)]);
  const clash = [...taken].find((path) => folders.has(path));
  if (clash !== undefined) {
    reject("malformed", clash, `the archive has ${escapeName(clash)} both as a folder and as something else`);
  }
  const filled = new Set([...parentsOf(collected.files.keys()), ...parentsOf(folders)]);
  const empty = [...folders].filter((path) => !filled.has(path));
  const entries: WorkspaceEntry[] = [
    ...[...collected.files].map(([path, file]) => ({ kind: "file" as const, path, ...file })),
    ...empty.map((path) => ({ kind: "folder" as const, path })),
  ];
  for (const path of findFoldedCollisions([...collected.files.keys(), ...folders])) {
    collected.flags.add(`case-collision ${escapeName(path)}`);
  }
  return { entries, dropped: collected.dropped, flags: [...collected.flags].toSorted().slice(0, MAX_FLAGS) };
}

/** A hard link becomes a copy; one into a folder that was dropped goes with it, as a link that stays inside. */
function copyHardLink(collected: Collected, limits: CollectorLimits, path: string, target: string): void {
  const found = resolveHardLink(
    target,
    (name) => collected.files.has(name) || droppedKind(name) !== undefined,
    (name) => collected.hardLinks.get(name),
  );
  const file = found === null ? undefined : collected.files.get(found);
  if (found === null) {
    reject(
      "hard-link",
      path,
      `the hard link ${escapeName(path)} names ${escapeName(target)}, which is not there`,
    );
  } else if (file === undefined) {
    collected.dropped.insideLinks += 1;
    collected.flags.add(`inside-link ${escapeName(path)}`);
  } else {
    addBytes(collected, limits, path, file.content.byteLength);
    collected.files.set(path, file);
  }
}

function* parentsOf(paths: Iterable<string>): Generator<string> {
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      yield path.slice(0, end);
    }
  }
}

/** Every path that differs from another one only in case or Unicode form. */
function findFoldedCollisions(paths: readonly string[]): string[] {
  const groups = Map.groupBy(paths, foldPath);
  return [...groups.values()].filter((group) => group.length > 1).flat();
}
