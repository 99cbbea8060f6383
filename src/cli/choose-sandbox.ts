import { InfraError, UserError } from "../core/errors.ts";
import type { SandboxEnvironment, SandboxNeeds, SandboxProvider } from "../core/sandbox.ts";
import { needsIsolation, unsafeLocal } from "../core/user-errors.ts";
import type { AgentDefinition } from "../core/agent.ts";
import { sandboxProviders } from "../sandbox/registry.ts";

export interface ChosenSandbox {
  readonly provider: SandboxProvider;
  readonly environment: SandboxEnvironment;
}

export interface SandboxChoice {
  /** What the user asked for; null leaves the choice to us. */
  readonly asked: string | null;
  readonly runId: string;
  readonly browserPath: string | null;
  readonly runtime: string | null;
  readonly unsafeLocal: boolean;
  readonly agents: readonly AgentDefinition[];
  readonly needs: SandboxNeeds;
  /** Tasks whose checks run beside the agent's code. */
  readonly judgedBeside: readonly string[];
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What keeps docker from being used at all, as opposed to something wrong with it. */
const NO_DOCKER = new Set(["no-engine", "no-base-image"]);

/**
 * Makes the sandbox ready. Unless one was asked for it is docker; where there is no engine (or no way to an image) and
 * every agent is trusted it is local, and the user is told.
 * @throws UserError
 */
export async function chooseSandbox(choice: SandboxChoice): Promise<ChosenSandbox> {
  const strangers = choice.agents.filter((agent) => !agent.trusted).map((agent) => agent.name);
  const mayRunLocally = choice.unsafeLocal || strangers.length === 0;
  if (choice.asked !== null) {
    if (sandboxProviders[choice.asked]?.trustedOnly === true && !mayRunLocally)
      throw unsafeLocal(strangers, "");
    return prepare(choice.asked, choice);
  }
  try {
    return await prepare("docker", choice);
  } catch (error) {
    if (!(error instanceof UserError) || !NO_DOCKER.has(error.code)) throw error;
    if (!mayRunLocally) throw unsafeLocal(strangers, error.message);
    choice.note(`${error.message}: ${error.hint}`);
    choice.note('using the sandbox "local": the suite\'s own code runs on this machine, without isolation');
    return prepare("local", choice);
  }
}

async function prepare(name: string, choice: SandboxChoice): Promise<ChosenSandbox> {
  const { runId, browserPath, runtime, needs, judgedBeside, note, signal } = choice;
  if (judgedBeside.length > 0 && sandboxProviders[name]?.trustedOnly === true)
    throw needsIsolation(judgedBeside);
  const provider = await sandboxProviders[name]!.create({ runId, browserPath, runtime });
  try {
    await reapQuietly(provider, note);
    const found = await provider.prepare(needs, note, signal);
    const warnings = [...found.warnings, ...warnOfForgery(judgedBeside)];
    for (const warning of warnings) note(`warning: ${warning}`);
    return { provider, environment: { ...found, warnings } };
  } catch (error) {
    await provider[Symbol.asyncDispose]();
    throw error;
  }
}

const warnOfForgery = (tasks: readonly string[]): string[] =>
  tasks.length === 0
    ? []
    : [`judged by a script beside the code that it judges, which can forge the verdict: ${tasks.join(", ")}`];

/** What dead runs left is in nobody's way: where it cannot be removed now, the run goes on. */
async function reapQuietly(provider: SandboxProvider, note: (line: string) => void): Promise<void> {
  try {
    const removed = await provider.reap({ isDry: false });
    if (removed.length > 0) note(`removed what dead runs left behind: ${removed.length}`);
  } catch (error) {
    if (!(error instanceof InfraError)) throw error;
    note(`warning: what dead runs left behind stays for now: ${error.message}`);
  }
}
