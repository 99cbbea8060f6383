import type { BesidePlace } from "../../core/check.ts";
import { formatDuration } from "../../core/format.ts";
import { placeFiles } from "../../core/place-files.ts";
import type { Sandbox } from "../../core/sandbox.ts";
import type { RewardSpec } from "../reward.ts";
import { fail, type Finding, pass } from "../verdict.ts";
import { readReward } from "./reward-file.ts";

const MAX_REWARD_BYTES = 100_000;
const MAX_OUTPUT_BYTES = 200_000;
const KILL_MS = 10_000;

/** Runs the script, ends whatever it left running, and only then reads what it wrote. */
export async function runReward({ folder, script, env }: RewardSpec, place: BesidePlace): Promise<Finding> {
  const { sandbox, timeoutMs, signal } = place;
  const { app, tmp } = sandbox.layout;
  const logs = `${tmp}/logs/verifier`;
  await placeFiles(
    sandbox,
    place.files.map((file) => ({ ...file, path: file.path.slice(folder.length + 1) })),
    `${tmp}/tests`,
  );
  await sandbox.exec(["mkdir", "-p", logs, `${tmp}/logs/agent`], { user: "agent" });
  const { end, exitCode, stdout, stderr } = await sandbox.exec(["bash", `/tests/${script}`], {
    user: "agent",
    cwd: app,
    env,
    timeoutMs,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    signal,
  });
  signal.throwIfAborted();
  const decoder = new TextDecoder();
  place.keepLog(`${decoder.decode(stdout)}${decoder.decode(stderr)}`);
  const name = `${folder}/${script}`;
  if (end === "timeout") return fail(`${name} did not end within its ${formatDuration(timeoutMs)}`);
  if (end !== "exited") return fail(`${name} was ended: ${end}`);
  await endAll(sandbox);
  const found = await findReward(sandbox, logs);
  if (found === null) return fail(`${name} wrote no reward (exit code ${exitCode ?? "unknown"})`);
  if (typeof found === "string") return fail(`${name} wrote no reward that can be read: ${found}`);
  const message = `${name}, beside the code that it judges, wrote the reward ${found}`;
  const details = { expected: "1", actual: String(found) };
  return found === 1 ? pass(message) : { ...fail(message, details), score: found };
}

/** What the script started may go on writing. The command that ends it ends, too. */
const endAll = (sandbox: Sandbox): Promise<unknown> =>
  sandbox.exec(["sh", "-c", "kill -9 -1"], { user: "agent", timeoutMs: KILL_MS });

/** The reward, or why what is there is none; null where there is nothing. */
async function findReward(sandbox: Sandbox, folder: string): Promise<number | string | null> {
  for (const name of ["reward.txt", "reward.json"] as const) {
    const bytes = await sandbox.readFile(`${folder}/${name}`, MAX_REWARD_BYTES).catch((error: unknown) => {
      if (error instanceof RangeError) return new Uint8Array();
      throw error;
    });
    if (bytes !== null) return readReward(name, new TextDecoder().decode(bytes));
  }
  return null;
}
