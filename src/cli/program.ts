import { Command } from "commander";
import { version } from "./version.ts";

type Register = (program: Command) => void;

/**
 * Every command, one line each, in the order of the help. Each is loaded only where it is asked for: the model SDK, a browser
 * and Docker's client are most of a short command's time and memory.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  run: async () => (await import("./commands/run.ts")).registerRun,
  resume: async () => (await import("./commands/resume.ts")).registerResume,
  attach: async () => (await import("./commands/attach.ts")).registerAttach,
  stop: async () => (await import("./commands/stop.ts")).registerStop,
  rescore: async () => (await import("./commands/rescore.ts")).registerRescore,
  merge: async () => (await import("./commands/merge.ts")).registerMerge,
  show: async () => (await import("./commands/show.ts")).registerShow,
  open: async () => (await import("./commands/open.ts")).registerOpen,
  review: async () => (await import("./commands/review.ts")).registerReview,
  report: async () => (await import("./commands/report.ts")).registerReport,
  view: async () => (await import("./commands/view.ts")).registerView,
  compare: async () => (await import("./commands/compare.ts")).registerCompare,
  plan: async () => (await import("./commands/plan.ts")).registerPlan,
  baseline: async () => (await import("./commands/baseline.ts")).registerBaseline,
  gate: async () => (await import("./commands/gate.ts")).registerGate,
  history: async () => (await import("./commands/history.ts")).registerHistory,
  leaderboard: async () => (await import("./commands/leaderboard.ts")).registerLeaderboard,
  correlate: async () => (await import("./commands/correlate.ts")).registerCorrelate,
  arena: async () => (await import("./commands/arena.ts")).registerArena,
  export: async () => (await import("./commands/export.ts")).registerExport,
  new: async () => (await import("./commands/new.ts")).registerNew,
  check: async () => (await import("./commands/check.ts")).registerCheck,
  verify: async () => (await import("./commands/verify.ts")).registerVerify,
  prune: async () => (await import("./commands/prune.ts")).registerPrune,
  list: async () => (await import("./commands/list.ts")).registerList,
  models: async () => (await import("./commands/models.ts")).registerModels,
  import: async () => (await import("./commands/import.ts")).registerImport,
  schema: async () => (await import("./commands/schema.ts")).registerSchema,
  doctor: async () => (await import("./commands/doctor.ts")).registerDoctor,
  images: async () => (await import("./commands/images.ts")).registerImages,
  clean: async () => (await import("./commands/clean.ts")).registerClean,
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
