import Table from "cli-table3";
import type { Command } from "commander";
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

export function registerImages(program: Command): void {
  const images = program
    .command("images")
    .summary("build and list the sandboxes' images")
    .description(
      "The images that sandboxes start from. A run builds what it needs; an unchanged one is never built again.",
    );
  addNeedOptions(images.command("build").summary("build the images that are missing")).action(buildImages);
  addNeedOptions(
    images
      .command("tags")
      .summary("print the tags of the images that are needed, one a line")
      .description(
        "Prints the tags of the images that are needed, whether they are there or not, one a line. A tag is the hash of its image's recipe: the hash of these lines is a key under which a CI can keep the images, and `docker save` takes them as they are.",
      ),
  ).action(printTags);
  images
    .command("list")
    .summary("list the images, and what is missing or outdated")
    .option("--json", "as JSON")
    .action(listImages);
}

interface NeedFlags {
  readonly suite?: string;
  readonly stack?: readonly string[];
  readonly agent?: readonly string[];
}

function addNeedOptions(command: Command): Command {
  return command
    .option("--suite <suite>", "the stacks of this suite (default: all of buildoff's)")
    .option("--stack <name...>", "these stacks")
    .option(
      "--agent <name...>",
      "agents whose program, where it has one, is put into images of those stacks",
    );
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

async function buildImages(flags: NeedFlags): Promise<void> {
  const needs = await toImageNeeds(flags);
  using interrupt = abortOnSignal();
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const { versions } = await ensureImages(await connectEngine(), needs, print, interrupt.signal);
  const shown = Object.entries(versions).filter(([name]) => !name.startsWith("packages-"));
  process.stdout.write(`images ready: ${shown.map(([name, version]) => `${name} ${version}`).join(", ")}\n`);
}

async function printTags(flags: NeedFlags): Promise<void> {
  const tags = await listNeededTags(await connectEngine(), await toImageNeeds(flags));
  process.stdout.write(tags.map((tag) => `${tag}\n`).join(""));
}

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
