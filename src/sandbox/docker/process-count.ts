import type { Container } from "dockerode";
import { z } from "zod";
import { callEngine } from "./engine-call.ts";

const StatsSchema = z.object({
  pids_stats: z.object({ current: z.number().optional(), limit: z.number().optional() }),
});

/** What starting a command takes beside the command. */
const SPARE = 8;

/** Whether a container has as many processes as it may, so that nothing more can be started in it. */
export async function isFullOfProcesses(container: Container): Promise<boolean> {
  const stats: unknown = await callEngine("count the processes", () =>
    container.stats({ stream: false, "one-shot": true } as { stream: false }),
  );
  const { current = 0, limit = Infinity } = StatsSchema.parse(stats).pids_stats;
  return current >= limit - SPARE;
}
