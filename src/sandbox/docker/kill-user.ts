import { setTimeout as sleep } from "node:timers/promises";
import type { Readable } from "node:stream";
import type { Container } from "dockerode";
import type { SandboxUser } from "../../core/sandbox.ts";
import { callEngine, EngineRefusal } from "./engine-call.ts";
import { UIDS } from "./layout.ts";

const ATTEMPTS = 8;
const ATTEMPT_MS = 750;

/**
 * Kills everything that runs as one user, until `ended` settles: the engine has no way to kill one command. False where
 * it could not be done, because nothing more can be started in the sandbox or it makes processes faster than they die.
 * @throws InfraError `engine`
 */
export async function killUser(
  container: Container,
  user: SandboxUser,
  ended: Promise<unknown>,
): Promise<boolean> {
  let isOver = false;
  const over = ended.then(
    () => void (isOver = true),
    () => void (isOver = true),
  );
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await runKill(container, user);
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
    }
    await Promise.race([over, sleep(ATTEMPT_MS)]);
    if (isOver) return true;
  }
  return false;
}

async function runKill(container: Container, user: SandboxUser): Promise<void> {
  const exec = await callEngine("prepare a kill", () =>
    container.exec({
      // As that user, so that it reaches nobody else; it spares itself.
      Cmd: ["/bin/sh", "-c", "kill -9 -1"],
      User: `${UIDS[user]}:${UIDS[user]}`,
      WorkingDir: "/",
    }),
  );
  const answer = (await callEngine("kill", () => exec.start({ Detach: true }))) as Readable;
  answer.on("error", () => {});
  answer.resume();
}
