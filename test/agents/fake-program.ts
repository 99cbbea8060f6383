import { delimiter } from "node:path";
import { onTestFinished } from "vitest";
import type { Sandbox } from "../../src/core/sandbox.ts";

/** Puts a shell script in the place of an agent's program, first on the sandbox's PATH, until the test ends. */
export async function putProgram(sandbox: Sandbox, name: string, script: string): Promise<void> {
  const program = `#!/bin/sh\n${script}\n`;
  await sandbox.writeAsAgent([{ path: `bin/${name}`, content: Buffer.from(program), executable: true }]);
  const before = process.env["PATH"];
  process.env["PATH"] = `${sandbox.layout.app}/bin${delimiter}${before}`;
  onTestFinished(() => {
    process.env["PATH"] = before;
  });
}

/** A script that says each value as a line of JSON. */
export function sayJson(...values: readonly unknown[]): string {
  return values
    .map((value) => `printf '%s\\n' '${JSON.stringify(value).replaceAll("'", `'\\''`)}'`)
    .join("\n");
}
