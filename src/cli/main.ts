import { CommanderError } from "commander";
import { EXIT } from "./exit.ts";
import { InterruptedError } from "./interrupts.ts";
import { createProgram } from "./program.ts";
import { InfraError, UserError } from "../core/errors.ts";

process.stdout.on("error", ignoreClosedPipe);
try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.userError;
  if (error instanceof UserError) {
    process.stderr.write(`error: ${error.message}\n${error.hint}\n`);
    return EXIT.userError;
  }
  if (error instanceof InterruptedError) return EXIT.interrupted;
  if (error instanceof InfraError) {
    process.stderr.write(
      `error: ${error.message}\n\`buildoff doctor\` looks at this machine; \`buildoff resume\` goes on with a run\n`,
    );
    return EXIT.infrastructure;
  }
  process.stderr.write(
    `this is a bug in buildoff:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.infrastructure;
}

/** A reader that has gone away, such as `head`, stops nothing. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
