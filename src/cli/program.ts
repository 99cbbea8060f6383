import { Command } from "commander";
import { registerAttach } from "./attach.ts";
import { registerBaseline } from "./baseline.ts";
import { registerClean } from "./clean.ts";
import { registerCompare } from "./compare.ts";
import { registerDoctor } from "./doctor.ts";
import { registerExport } from "./export.ts";
import { registerGate } from "./gate.ts";
import { registerHistory } from "./history.ts";
import { registerImages } from "./images.ts";
import { registerLeaderboard } from "./leaderboard.ts";
import { registerList } from "./list.ts";
import { registerMerge } from "./merge.ts";
import { registerModels } from "./models.ts";
import { registerPrune } from "./prune.ts";
import { registerPlan } from "./plan.ts";
import { registerRescore } from "./rescore.ts";
import { registerResume } from "./resume.ts";
import { registerRun } from "./run.ts";
import { registerSchema } from "./schema.ts";
import { registerShow } from "./show.ts";
import { registerStop } from "./stop.ts";
import { registerVerify } from "./verify.ts";
import { version } from "./version.ts";

/** Every command, one line each. */
const COMMANDS = [
  registerRun,
  registerResume,
  registerAttach,
  registerStop,
  registerRescore,
  registerMerge,
  registerShow,
  registerCompare,
  registerPlan,
  registerBaseline,
  registerGate,
  registerHistory,
  registerLeaderboard,
  registerExport,
  registerVerify,
  registerPrune,
  registerList,
  registerModels,
  registerSchema,
  registerDoctor,
  registerImages,
  registerClean,
] as const;

export function createProgram(): Command {
  const program = new Command("buildoff")
    .description(
      "Run your own code arena: coding agents build web apps in sealed sandboxes; a real browser scores what they made.",
    )
    .version(version)
    .addHelpText("after", "\nStart with: buildoff run starter");
  for (const register of COMMANDS) register(program);
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command.exitOverride().showHelpAfterError("(--help says more)");
  }
  return program;
}
