import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { requireSameImage, requireSameVersion } from "../resolve-agent.ts";
import { version } from "../version.ts";
import { countOf, type Finding, finding, type Inspector, judge } from "./inspection.ts";

/** This buildoff, and the agents that it brings, are those that made the run. */
export const harnessInspector: Inspector = {
  kind: "harness",
  isOfRunAlone: false,
  inspect: async ({ manifest: { buildoff, agents } }) => {
    const own =
      buildoff === version
        ? []
        : [finding(null, `buildoff ${buildoff} made the run, and this is ${version}`)];
    const others = await Promise.all(agents.map(findChangedAgent));
    return judge(`buildoff ${buildoff}, ${countOf(agents.length, "agent")}`, [...own, ...others.flat()]);
  },
};

async function findChangedAgent(agent: Manifest["agents"][number]): Promise<Finding[]> {
  try {
    requireSameVersion(agent);
    await requireSameImage(agent);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [finding(agent.dockerfile, error.message, agent.name)];
  }
}
