import type { AgentEntry } from "../core/run-config.ts";
import { noToolsSetting, settingNotUsed } from "../core/setting-errors.ts";
import { findAgentDefinition } from "./resolve-agent.ts";
import type { RunFlags } from "./run-options.ts";

type AgentFlags = Pick<RunFlags, "agent" | "command" | "tools" | "repairs">;

/**
 * The agents of a run: those of the flags, else of the run file. A flag that is a setting of some agents goes to those.
 * @throws UserError for an agent that there is not, and for a flag that would change nothing
 */
export function resolveAgentEntries(inFile: readonly AgentEntry[], flags: AgentFlags): AgentEntry[] {
  const entries = flags.agent?.map((name): AgentEntry => ({ name })) ?? inFile;
  const names = entries.map(({ name }) => findAgentDefinition(name).name);
  const requireOwner = (flag: string, owner: string): void => {
    if (!names.includes(owner)) throw settingNotUsed(flag, owner, names);
  };
  if (flags.command !== undefined) requireOwner("--command", "command");
  if (flags.repairs !== undefined) requireOwner("--repairs", "one-shot");
  if (flags.tools !== undefined && names.every(hasFixedTools)) throw noToolsSetting(names[0]!);
  return entries.map((entry) => ({ ...entry, ...settingsFor(entry.name, flags) }));
}

function settingsFor(name: string, { command, tools, repairs }: AgentFlags): Partial<AgentEntry> {
  return {
    ...(command !== undefined && name === "command" ? { command } : {}),
    ...(repairs !== undefined && name === "one-shot" ? { repairs } : {}),
    ...(tools !== undefined && !hasFixedTools(name) ? { tools } : {}),
  };
}

const hasFixedTools = (name: string): boolean => findAgentDefinition(name).tools !== null;
