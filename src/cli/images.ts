import Table from "cli-table3";
import type { Command } from "commander";
import { formatSize } from "../core/units.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import { connectEngine } from "../sandbox/docker/engine.ts";
import { loadCatalog } from "../sandbox/docker/images/catalog.ts";
import { ensureImages } from "../sandbox/docker/images/ensure.ts";
import { listLayers } from "../sandbox/docker/images/plan.ts";
import { InterruptedError } from "./interrupts.ts";

export function registerImages(program: Command): void {
  const images = program
    .command("images")
    .summary("build and list the sandboxes' images")
    .description(
      "The images that sandboxes start from. A run builds what it needs; an unchanged one is never built again.",
    );
  images
    .command("build")
    .summary("build the images that are missing")
    .option("--stack <name...>", "stacks to build for (default: all of buildoff's)")
    .option("--agent <name...>", "agents whose program is put into images of those stacks")
    .action(buildImages);
  images
    .command("list")
    .summary("list the images, and what is missing or outdated")
    .option("--json", "as JSON")
    .action(listImages);
}

async function buildImages(flags: { readonly stack?: string[]; readonly agent?: string[] }): Promise<void> {
  const [knownStacks, knownAgents] = await Promise.all([listLayers("stacks"), listLayers("agents")]);
  const stacks = flags.stack ?? knownStacks;
  const agentLayers = flags.agent ?? [];
  requireKnown("stack", stacks, knownStacks);
  requireKnown("agent with an image", agentLayers, knownAgents);
  const interrupt = new AbortController();
  const onSignal = (): void => interrupt.abort(new InterruptedError("interrupted"));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    const needs = { stacks: stacks.map(builtIn), agentLayers: agentLayers.map(builtIn), checker: true };
    const print = (line: string): void => void process.stderr.write(`${line}\n`);
    const { versions } = await ensureImages(await connectEngine(), needs, print, interrupt.signal);
    const shown = Object.entries(versions).filter(([name]) => !name.startsWith("packages-"));
    process.stdout.write(
      `images ready: ${shown.map(([name, version]) => `${name} ${version}`).join(", ")}\n`,
    );
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

const builtIn = (name: string) => ({ name, dockerfile: null });

function requireKnown(noun: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) throw unknownName(noun, name, known, suggest(name, known));
  }
}

async function listImages(flags: { readonly json?: boolean }): Promise<void> {
  const catalog = await loadCatalog(await connectEngine());
  const rows = catalog.map(({ what, tag, image, isCurrent }) => ({
    image: what,
    tag,
    state: image === null ? "missing" : isCurrent ? "ready" : "outdated",
    sizeBytes: image?.sizeBytes ?? null,
    digest: image?.digest ?? null,
    versions: image?.versions ?? {},
  }));
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const table = new Table({
    head: ["image", "state", "size", "tag"],
    style: { head: [], border: [], compact: true },
  });
  for (const { image, state, sizeBytes, tag } of rows) {
    table.push([image, state, sizeBytes === null ? "" : formatSize(sizeBytes), tag]);
  }
  process.stdout.write(`${table.toString()}\nimages share their layers: sizes do not add up\n`);
}
