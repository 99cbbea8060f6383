import { Command } from "commander";
import { version } from "./version.ts";

type Register = (program: Command) => void;

/**
 * Every command, one line each, in the order of the help. Each is loaded only where it is asked for: the model SDK, a browser
 * and Docker's client are most of a short command's time and memory.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  run: async () => (await import("./run.ts")).registerRun,
  resume: async () => (await import("./resume.ts")).registerResume,
  attach: async () => (await import("./attach.ts")).registerAttach,
  stop: async () => (await import("./stop.ts")).registerStop,
  rescore: async () => (await import("./rescore.ts")).registerRescore,
  merge: async () => (await import("./merge.ts")).registerMerge,
  show: async () => (await import("./show.ts")).registerShow,
  open: async () => (await import("./open.ts")).registerOpen,
  review: async () => (await import("./review.ts")).registerReview,
  report: async () => (await import("./report.ts")).registerReport,
  view: async () => (await import("./view.ts")).registerView,
  compare: async () => (await import("./compare.ts")).registerCompare,
  plan: async () => (await import("./plan.ts")).registerPlan,
  baseline: async () => (await import("./baseline.ts")).registerBaseline,
  gate: async () => (await import("./gate.ts")).registerGate,
  history: async () => (await import("./history.ts")).registerHistory,
  leaderboard: async () => (await import("./leaderboard.ts")).registerLeaderboard,
  export: async () => (await import("./export.ts")).registerExport,
  new: async () => (await import("./new.ts")).registerNew,
  check: async () => (await import("./check.ts")).registerCheck,
  verify: async () => (await import("./verify.ts")).registerVerify,
  prune: async () => (await import("./prune.ts")).registerPrune,
  list: async () => (await import("./list.ts")).registerList,
  models: async () => (await import("./models.ts")).registerModels,
  import: async () => (await import("./import.ts")).registerImport,
  schema: async () => (await import("./schema.ts")).registerSchema,
  doctor: async () => (await import("./doctor.ts")).registerDoctor,
  images: async () => (await import("./images.ts")).registerImages,
  clean: async () => (await import("./clean.ts")).registerClean,
};

/** @param wanted the only command that is needed; all, where there is none of that name */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command("buildoff")
    .description(
      "Run your own code arena: coding agents build web apps in sealed sandboxes; a real browser scores what they made.",
    )
    .version(version)
    .addHelpText("after", "\nStart with: buildoff run starter");
  const only = wanted === undefined ? undefined : COMMANDS[wanted];
  for (const load of only === undefined ? Object.values(COMMANDS) : [only]) (await load())(program);
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command.exitOverride().showHelpAfterError("(--help says more)");
  }
  return program;
}
