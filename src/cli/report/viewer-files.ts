import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { viewerNotBuilt } from "../../core/report-errors.ts";
import { packageRoot } from "../../host/package-root.ts";
import type { ViewerFiles } from "../../report/feed/write-report.ts";

/** The pages' own script and style, as `npm run build` made them. @throws UserError `viewer-not-built` */
export async function loadViewer(): Promise<ViewerFiles> {
  const [script, style, player] = await Promise.all(["viewer.js", "viewer.css", "player.js"].map(readBuilt));
  return { script: script!, style: style!, player: player! };
}

/** The voting site's page, and what plays stored apps in it. @throws UserError `viewer-not-built` */
export async function loadArenaPage(): Promise<ViewerFiles> {
  const [script, style, player] = await Promise.all(["arena.js", "arena.css", "player.js"].map(readBuilt));
  return { script: script!, style: style!, player: player! };
}

async function readBuilt(name: string): Promise<string> {
  const file = join(packageRoot, "dist", "viewer", name);
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw viewerNotBuilt(file, cause);
  });
}
