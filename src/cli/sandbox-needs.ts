import type { Manifest } from "../core/manifest.ts";
import type { SandboxNeeds } from "../core/sandbox.ts";
import { SERVICE_STACK } from "../core/stack.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { traitsOf } from "../checks/traits.ts";
import type { PlannedAgentEntry } from "./resolve-agent.ts";

/** The images (or their like) that a run's trials need. */
export function toSandboxNeeds(
  suite: LoadedSuite,
  agents: readonly PlannedAgentEntry[],
  { allowHosts }: Pick<Manifest["network"], "allowHosts">,
): SandboxNeeds {
  const stacks = new Map(
    suite.tasks.map(({ stack }) => [stack.name, { name: stack.name, dockerfile: stack.dockerfile }]),
  );
  const hasServices = suite.tasks.some(({ task }) => task.services.length > 0);
  const service = { name: SERVICE_STACK, dockerfile: null };
  return {
    stacks: [...stacks.values(), ...(hasServices ? [service] : [])],
    agentLayers: agents.flatMap(({ definition }) => definition.imageLayer ?? []),
    isConfined: allowHosts !== null,
  };
}

/** The tasks whose checks run beside the agent's code. */
export const listJudgedBeside = ({ tasks }: LoadedSuite): string[] =>
  tasks
    .filter(({ task }) => task.checks.some(({ kind }) => traitsOf(kind).runsBeside))
    .map(({ task }) => task.id);
