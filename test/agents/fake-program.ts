import { delimiter } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { AgentDefinition, ModelAccess } from "../../src/core/agent.ts";
import type { Protocol } from "../../src/core/protocol.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import { openLocalSandbox, runAgent, type RunAgentOptions } from "./run-agent.ts";

/** What a program is told of its model; nobody listens there. */
export const toModel = (protocol: Protocol, baseUrl: string): ModelAccess => ({
  model: "the-only-model",
  protocol,
  baseUrl,
  token: "trial-token",
  contextLength: null,
  seesImages: null,
  fetch,
});

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

/** Runs an agent whose program is a script that tells what it was given, and gives what it told. */
export async function runTelling(
  definition: AgentDefinition,
  program: { readonly name: string; readonly script: string },
  options: Omit<RunAgentOptions, "sandbox">,
): Promise<string> {
  await using sandbox = await openLocalSandbox();
  await putProgram(sandbox, program.name, program.script);
  const { end, output } = await runAgent(definition, { sandbox, ...options });
  expect(end).toEqual({ kind: "completed" });
  return output;
}
