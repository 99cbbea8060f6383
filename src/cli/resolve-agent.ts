import { basename, dirname } from "node:path";
import { agents as agentRegistry } from "../agents/registry.ts";
import type { AgentDefinition } from "../core/agent.ts";
import type { AgentSettings } from "../core/agent-settings.ts";
import { canonicalJson } from "../core/hash.ts";
import type { Manifest } from "../core/manifest.ts";
import type { AgentEntry } from "../core/run-config.ts";
import {
  agentImageChanged,
  agentVersionChanged,
  commandNeeded,
  commandOnly,
  noToolsSetting,
  oneShotOnly,
} from "../core/setting-errors.ts";
import { noDockerfile, unknownName } from "../core/user-errors.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import { sha256 } from "../loader/digest.ts";
import { suggest } from "../loader/suggest.ts";
import { version as buildoffVersion } from "./version.ts";

export interface PlannedAgentEntry {
  /** What trials call it. */
  readonly label: string;
  readonly definition: AgentDefinition;
  readonly settings: AgentSettings;
  /** Names of the only models that it is run with; null: every one. */
  readonly models: readonly string[] | null;
}

/** One round: with the errors of the build and of the console in hand, most slips of a first answer are mended. */
const DEFAULT_REPAIRS = 1;

/** @throws UserError for an agent that there is not, and for settings that it does not have */
export async function resolveAgent(entry: AgentEntry): Promise<PlannedAgentEntry> {
  const definition = findAgentDefinition(entry.name);
  const label = entry.label ?? definition.name;
  const { command = null, dockerfile = null, version = null, protocol = null } = entry;
  const isOwn = definition.name === "command";
  if (isOwn && command === null) throw commandNeeded();
  const given = Object.entries({ command, dockerfile, version, protocol }).find(
    ([, value]) => value !== null,
  );
  if (!isOwn && given !== undefined) throw commandOnly(definition.name, given[0]);
  if (entry.repairs !== undefined && definition.name !== "one-shot") throw oneShotOnly(definition.name);
  if (entry.tools !== undefined && definition.tools !== null) throw noToolsSetting(definition.name);
  const settings = {
    command,
    image: dockerfile === null ? null : await hashImage(dockerfile),
    version,
    protocol,
    tools: entry.tools ?? definition.defaultTools,
    repairs: entry.repairs ?? DEFAULT_REPAIRS,
  };
  const models = entry.models ?? null;
  return { label, definition: configure(definition, { label, settings, dockerfile }), settings, models };
}

/** The agent of a run that was planned earlier, as it was then: of that version, and with which models is settled. */
export function recallAgent(entry: Manifest["agents"][number]): PlannedAgentEntry {
  const { name, settings, version } = entry;
  return { label: name, definition: { ...configureAgain(entry), version }, settings, models: null };
}

/** @throws UserError where an agent would no longer run as the version that the run began with */
export function requireSameVersion(entry: Manifest["agents"][number]): void {
  const { version } = configureAgain(entry);
  if (version !== entry.version) throw agentVersionChanged(entry.name, entry.version, version);
}

const configureAgain = ({ name, agent, settings, dockerfile }: Manifest["agents"][number]): AgentDefinition =>
  configure(findAgentDefinition(agent), { label: name, settings, dockerfile });

/** @throws UserError where an agent's own image is no longer what the run began with */
export async function requireSameImage({
  name,
  settings,
  dockerfile,
}: Manifest["agents"][number]): Promise<void> {
  if (dockerfile !== null && (await hashImage(dockerfile)) !== settings.image)
    throw agentImageChanged(name, dockerfile);
}

/** A user's own agent is `command` with what the user says of it. */
function configure(
  definition: AgentDefinition,
  own: { readonly label: string; readonly settings: AgentSettings; readonly dockerfile: string | null },
): AgentDefinition {
  const { version, protocol } = own.settings;
  return {
    ...definition,
    version: version ?? definition.version ?? versionOfBuiltIn(definition),
    protocols: protocol === null ? definition.protocols : [protocol],
    imageLayer:
      own.dockerfile === null
        ? definition.imageLayer
        : { name: `own-${own.label}`, dockerfile: own.dockerfile },
  };
}

/** What is part of buildoff changes with it; of the program of `command` only its user knows. */
const versionOfBuiltIn = ({ name }: AgentDefinition): string | null =>
  name === "command" ? null : buildoffVersion;

/** @throws UserError with the nearest name */
export function findAgentDefinition(name: string): AgentDefinition {
  const known = Object.keys(agentRegistry);
  const definition = agentRegistry[name];
  if (definition === undefined) throw unknownName("agent", name, known, suggest(name, known));
  return definition;
}

/** Of the Dockerfile and of all that an image is built from; where they lie does not matter. */
async function hashImage(dockerfile: string): Promise<string> {
  const folder = dirname(dockerfile);
  const files = await readFiles(folder, await listFiles(folder));
  const own = files.find(({ path }) => path === basename(dockerfile));
  if (own === undefined) throw noDockerfile(dockerfile);
  const digests = files.map(({ path, content, executable }) => [path, sha256(content), executable]);
  return sha256(canonicalJson([own.path, digests]));
}
