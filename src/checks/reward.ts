import { z } from "zod";
import type { CheckKind } from "../core/check.ts";

const NameSchema = z
  .string()
  .regex(/^(?!\.{1,2}$)[^/\\\0]+$/, "expected the name of one folder or file, without /");

const RewardShape = z.strictObject({
  folder: NameSchema.default("tests").describe("folder of the task, whose files the script finds at /tests"),
  script: NameSchema.default("test.sh").describe("file of it that bash runs in /app"),
  env: z.record(z.string(), z.string()).default({}).describe("environment of the script"),
});
export type RewardSpec = z.output<typeof RewardShape>;

/**
 * Harbor's contract: a script writes a number to /logs/verifier/reward.txt, or to reward.json. The stack's image links /tests and
 * /logs to the folders of these names below /tmp, where a sandbox can be written. Source: harborframework.com/docs/tasks
 */
export const rewardKind: CheckKind<RewardSpec, unknown> = {
  key: "reward",
  summary: "runs a script beside the agent's code and takes the reward that it writes; for imported tasks",
  schema: RewardShape,
  files: ({ folder }) => [`${folder}/**`],
  runBeside: async (spec, place) => {
    const { runReward } = await import("./reward/run.ts");
    return runReward(spec, place);
  },
};
