import Table from "cli-table3";
import { agents } from "../agents/registry.ts";
import { checkKinds } from "../checks/registry.ts";
import { formatSize } from "../core/format.ts";
import { unknownName } from "../core/user-errors.ts";
import { loadSuite } from "../loader/load-suite.ts";
import { suggest } from "../loader/suggest.ts";
import { connectEngine } from "../sandbox/docker/engine.ts";
import { loadCatalog } from "../sandbox/docker/images/catalog.ts";
import { ensureImages, listNeededTags } from "../sandbox/docker/images/ensure.ts";
import { type ImageNeeds, listLayers } from "../sandbox/docker/images/plan.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { toSandboxNeeds } from "./sandbox-needs.ts";

interface NeedFlags {
  readonly suite?: string;
  readonly stack?: readonly string[];
  readonly agent?: readonly string[];
}

async function toImageNeeds({ suite, stack, agent = [] }: NeedFlags): Promise<ImageNeeds> {
  const knownStacks = await listLayers("stacks");
  requireKnown("stack", stack ?? [], knownStacks);
  requireKnown("agent", agent, Object.keys(agents));
  const ofSuite =
    suite === undefined
      ? []
      : toSandboxNeeds(await loadSuite(suite, checkKinds), [], { allowHosts: null }).stacks;
  const named = stack ?? (suite === undefined ? knownStacks : []);
  const others = named.filter((name) => !ofSuite.some((one) => one.name === name));
  return {
    stacks: [...ofSuite, ...others.map((name) => ({ name, dockerfile: null }))],
    agentLayers: agent.flatMap((name) => agents[name]?.imageLayer ?? []),
    checker: true,
  };
}

export async function buildImages(flags: NeedFlags): Promise<void> {
  const needs = await toImageNeeds(flags);
  using interrupt = abortOnSignal();
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const { versions } = await ensureImages(await connectEngine(), needs, print, interrupt.signal);
  const shown = Object.entries(versions).filter(([name]) => !name.startsWith("packages-"));
  process.stdout.write(`images ready: ${shown.map(([name, version]) => `${name} ${version}`).join(", ")}\n`);
}

export async function printTags(flags: NeedFlags): Promise<void> {
  const tags = await listNeededTags(await connectEngine(), await toImageNeeds(flags));
  process.stdout.write(tags.map((tag) => `${tag}\n`).join(""));
}

function requireKnown(noun: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) throw unknownName(noun, name, known, suggest(name, known));
  }
}

export async function listImages(flags: { readonly json?: boolean }): Promise<void> {
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
