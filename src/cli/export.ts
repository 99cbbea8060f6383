import { join, resolve } from "node:path";
import type { Exporter, Publisher } from "../core/exporter.ts";
import { nothingToExport, severalFiles } from "../core/result-errors.ts";
import { exporters } from "../exporters/registry.ts";
import { sha256 } from "../loader/digest.ts";
import { writePieces } from "../store/atomic-file.ts";
import { openRunData } from "../store/run-data.ts";
import { loadRun, loadSummary } from "../store/run-store.ts";

interface ExportFlags {
  readonly to: string;
  readonly out: string;
  readonly stdout?: boolean;
  readonly organisation?: string;
  readonly relationship?: Publisher["relationship"];
  readonly dataset?: string;
  readonly url?: string;
  readonly results: string;
}

export async function exportCommand(run: string, flags: ExportFlags): Promise<void> {
  const results = resolve(flags.results);
  const { folder, manifest } = await loadRun(run, results);
  const summary = await loadSummary(run, results);
  const exporter = exporters[flags.to]!;
  const { organisation = null, relationship = null, dataset = null, url = null } = flags;
  const files = exporter.render(openRunData(folder, manifest, summary), {
    sha256,
    now: new Date(),
    publisher: { organisation, relationship, dataset, url },
  });
  if (flags.stdout === true) return printFile(files, exporter);
  let count = 0;
  for await (const { path, content } of files) {
    const file = join(flags.out, path);
    await writePieces(file, content);
    process.stdout.write(`${file}\n`);
    count += 1;
  }
  if (count === 0) throw nothingToExport(exporter.name);
}

async function printFile(files: ReturnType<Exporter["render"]>, { name }: Exporter): Promise<void> {
  let isFirst = true;
  for await (const { content } of files) {
    if (!isFirst) throw severalFiles(name);
    isFirst = false;
    for await (const piece of content) {
      if (!process.stdout.write(piece)) await new Promise((done) => process.stdout.once("drain", done));
    }
  }
}
