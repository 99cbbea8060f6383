import { readSealedFiles } from "./read.ts";

/** Paths below a folder of the run that its seal says may be gone, since they were pruned. @throws UserError `broken-seal` */
export async function readPrunedPaths(seal: string, below: string): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for await (const { path, prunedAt } of readSealedFiles(seal))
    if (prunedAt !== undefined && path.startsWith(below)) paths.add(path);
  return paths;
}
