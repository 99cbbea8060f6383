import { Command } from "commander";
import { registerAttach } from "./attach.ts";
import { registerClean } from "./clean.ts";
import { registerDoctor } from "./doctor.ts";
import { registerImages } from "./images.ts";
import { registerList } from "./list.ts";
import { registerModels } from "./models.ts";
import { registerRescore } from "./rescore.ts";
import { registerResume } from "./resume.ts";
import { registerRun } from "./run.ts";
import { registerSchema } from "./schema.ts";
import { registerStop } from "./stop.ts";
import { version } from "./version.ts";

/** Every command, one line each. */
const COMMANDS = [
  registerRun,
  registerResume,
  registerAttach,
  registerStop,
  registerRescore,
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
