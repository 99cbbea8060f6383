import type { AgentSettings } from "../core/agent-settings.ts";
import type { Configuration } from "../core/configuration.ts";
import { canonicalJson } from "../core/hash.ts";
import type { Generation } from "../core/identity.ts";
import type { PastSource } from "../core/power-plan.ts";
import type { Group, Summary } from "../core/summary.ts";

/** A configuration that is to be run, as far as a plan knows it. */
export interface PlannedConfiguration {
  readonly name: string;
  readonly agent: {
    readonly agent: string;
    readonly version: string | null;
    readonly settings: AgentSettings;
  };
  readonly model: { readonly name: string; readonly generation: Generation } | null;
  /** The local server that it shares with others; null where there is none. */
  readonly lane: string | null;
  /** Its trials, by their tasks. */
  readonly tasks: readonly string[];
}

/** One configuration's results in a past run. */
export interface PastGroup {
  readonly runId: string;
  readonly group: Group;
}

export interface PastTrials {
  readonly source: PastSource;
  readonly groups: readonly PastGroup[];
}

/** Past trials that are most like those to come; null where no run of the suite tells anything. */
export function findPastTrials(planned: PlannedConfiguration, runs: readonly Summary[]): PastTrials | null {
  for (const likeness of ["configuration", "model", "any"] as const) {
    const groups = runs.flatMap(({ runId, groups: all }) =>
      all
        .filter(({ configuration, scored }) => scored > 0 && IS_LIKE[likeness](planned, configuration))
        .map((group) => ({ runId, group })),
    );
    if (groups.length === 0) continue;
    const source = {
      likeness,
      runs: [...new Set(groups.map(({ runId }) => runId))],
      trials: groups.reduce((sum, { group }) => sum + group.scored, 0),
    };
    return { source, groups };
  }
  return null;
}

/** A run without a model costs nothing: it tells nothing of one that has a model, whatever is asked. */
const IS_LIKE: Readonly<
  Record<PastSource["likeness"], (planned: PlannedConfiguration, past: Configuration) => boolean>
> = {
  configuration: (planned, past) => toIdentity(planned) === toIdentity(past),
  model: (planned, past) =>
    planned.model === null
      ? past.model === null && planned.agent.agent === past.agent.agent
      : planned.model.name === past.model?.name,
  any: (planned, past) => (planned.model === null) === (past.model === null),
};

/** Where a model is reached, and what its server tells of it, is not known before a run begins. */
function toIdentity({ agent, model }: Pick<PlannedConfiguration, "agent" | "model">): string {
  return canonicalJson({
    agent: { agent: agent.agent, version: agent.version, settings: agent.settings },
    model: model && { name: model.name, generation: model.generation },
  });
}
