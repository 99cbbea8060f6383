import type { Container } from "dockerode";
import { callEngine } from "./engine-call.ts";

const NANOSECONDS_PER_MS = 1e6;

/** Processor time that a container has used since its start, in ms; null where the engine does not tell. */
export async function readCpuTime(container: Container): Promise<number | null> {
  try {
    // The engine would wait a second for a second reading, but for `one-shot`.
    const stats = await callEngine("look at the container's figures", () =>
      container.stats({ stream: false, "one-shot": true }),
    );
    return stats.cpu_stats.cpu_usage.total_usage / NANOSECONDS_PER_MS;
  } catch {
    return null;
  }
}
