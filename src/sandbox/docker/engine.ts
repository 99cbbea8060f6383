import Docker from "dockerode";
import { z } from "zod";
import { engineTooOld, noEngine, notLinuxEngine } from "../../core/machine-errors.ts";
import { callEngine } from "./engine-call.ts";
import { resolveEndpoint } from "./endpoint.ts";

/** The Engine API that this code was written for; a newer engine is asked for it, an older one for its own. */
const NEWEST_KNOWN_API = "1.52";
/** The first with private cgroup namespaces: Docker 20.10. */
const OLDEST_USABLE_API = "1.41";

const PING_TIMEOUT_MS = 10_000;

const VersionSchema = z.object({
  ApiVersion: z.string(),
  MinAPIVersion: z.string().default(OLDEST_USABLE_API),
  Version: z.string(),
  Os: z.string(),
});

/**
 * Connects to the Docker Engine that the docker command would use (DOCKER_HOST, DOCKER_CONTEXT, the current context,
 * the usual sockets), and settles on an API version with it.
 * @throws UserError `no-engine` where none answers, `engine-too-old`
 */
export async function connectEngine(): Promise<Docker> {
  const endpoint = await resolveEndpoint(process.env);
  const docker = new Docker(endpoint.options);
  const answer: unknown = await callEngine("answer", () => docker.version(), {
    timeoutMs: PING_TIMEOUT_MS,
  }).catch((error: Error) => {
    const cause = (error.cause ?? error) as NodeJS.ErrnoException;
    throw noEngine(endpoint.name, cause.code ?? null, cause);
  });
  const version = VersionSchema.safeParse(answer);
  if (!version.success) throw noEngine(endpoint.name, null, version.error);
  const { ApiVersion, MinAPIVersion, Version, Os } = version.data;
  if (Os !== "linux") throw notLinuxEngine(endpoint.name, Os);
  if (compareVersions(ApiVersion, OLDEST_USABLE_API) < 0) throw engineTooOld(Version);
  const api = negotiateApi(ApiVersion, MinAPIVersion);
  return new Docker({ ...endpoint.options, version: `v${api}` });
}

/** The newest version that both sides know; the engine's oldest where that is newer than all we know. */
export function negotiateApi(newest: string, oldest: string): string {
  const api = compareVersions(newest, NEWEST_KNOWN_API) < 0 ? newest : NEWEST_KNOWN_API;
  return compareVersions(api, oldest) < 0 ? oldest : api;
}

function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}
