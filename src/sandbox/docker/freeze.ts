import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Container } from "dockerode";
import { InfraError } from "../../core/errors.ts";
import { callEngine } from "./engine-call.ts";

/** Longest silence of an archive that is being read. */
const STALL_MS = 60_000;

const PAUSE_ATTEMPTS = 6;
const PAUSE_DELAY_MS = 100;

/**
 * Stops every process at once. An engine with control groups of version 1 fails to now and then, where processes come
 * and go meanwhile: it is asked again.
 * @throws InfraError `engine`, EngineRefusal where it does not run
 */
export async function pauseContainer(container: Container): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await callEngine("pause the container", (abortSignal) => container.pause({ abortSignal }));
      return;
    } catch (error) {
      if (!(error instanceof InfraError) || attempt >= PAUSE_ATTEMPTS) throw error;
      await sleep(PAUSE_DELAY_MS * attempt);
    }
  }
}

/** @throws InfraError `engine`, EngineRefusal where it is not paused */
export async function resumeContainer(container: Container): Promise<void> {
  await callEngine("resume the container", (abortSignal) => container.unpause({ abortSignal }));
}

/** A workspace as it is being read. Whoever gives up before its end disposes it. */
export interface FrozenArchive extends Disposable {
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Streams a folder of a paused container as the engine's own archive, whose names start with the folder's last name.
 * The path is a mount point, so that no link can stand in its place. `explain` says what a failure in the middle means.
 */
export async function readFrozenApp(
  container: Container,
  folder: string,
  explain: (error: unknown) => Promise<unknown>,
): Promise<FrozenArchive> {
  const archive = (await callEngine("export the workspace", () =>
    container.getArchive({ path: folder }),
  )) as Readable;
  archive.on("error", () => {});
  return { content: readArchive(archive, explain), [Symbol.dispose]: () => void archive.destroy() };
}

async function* readArchive(
  archive: Readable,
  explain: (error: unknown) => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const stall = setTimeout(() => {
    archive.destroy(new InfraError("engine", "the Docker Engine stopped sending the workspace"));
  }, STALL_MS);
  try {
    for await (const chunk of archive as AsyncIterable<Uint8Array>) {
      stall.refresh();
      yield chunk;
      stall.refresh();
    }
  } catch (cause) {
    if (cause instanceof InfraError) throw cause;
    throw await explain(new InfraError("engine", "the workspace was not sent whole", { cause }));
  } finally {
    clearTimeout(stall);
    archive.destroy();
  }
}
