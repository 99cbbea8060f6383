import type { Manifest } from "../core/manifest.ts";
import { writePieces } from "./atomic-file.ts";
import type { RunFolder } from "./run-folder.ts";

/** A trial a line, since a plan can have 100,000: so it is read by people, and a quarter smaller. */
export async function writeManifest({ manifest: file }: RunFolder, manifest: Manifest): Promise<void> {
  await writePieces(file, toPieces(manifest));
}

function* toPieces({ trials, ...head }: Manifest): Generator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -"\n}".length)},\n  "trials": [`;
  for (const [index, trial] of trials.entries())
    yield `${index === 0 ? "" : ","}\n    ${JSON.stringify(trial)}`;
  yield "\n  ]\n}\n";
}
