import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { viewerNotBuilt } from "../../core/report-errors.ts";
import { packageRoot } from "../../host/package-root.ts";
import type { ViewerFiles } from "../../report/feed/write-report.ts";

/** The pages' own script and style, as `npm run build` made them. @throws UserError `viewer-not-built` */
export async function loadViewer(): Promise<ViewerFiles> {
  const folder = join(packageRoot, "dist", "viewer");
  const read = (name: string): Promise<string> =>
    readFile(join(folder, name), "utf8").catch((cause: unknown) => {
      throw viewerNotBuilt(join(folder, name), cause);
    });
  const [script, style, player] = await Promise.all([
    read("viewer.js"),
    read("viewer.css"),
    read("player.js"),
  ]);
  return { script, style, player };
}
