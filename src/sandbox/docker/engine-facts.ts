import type Docker from "dockerode";
import { z } from "zod";
import { DEFAULT_LIMITS } from "../../core/limits.ts";
import { unknownRuntime } from "../../core/machine-errors.ts";
import { callEngine, toInfraError } from "./engine-call.ts";

const InfoSchema = z.object({
  ServerVersion: z.string(),
  NCPU: z.int().positive(),
  DefaultRuntime: z.string(),
  Runtimes: z.record(z.string(), z.unknown()),
  MemoryLimit: z.boolean(),
  SwapLimit: z.boolean(),
  PidsLimit: z.boolean(),
  CpuCfsQuota: z.boolean(),
  SecurityOptions: z.array(z.string()).nullable(),
});

/** What an engine is and can do. */
export interface EngineFacts {
  readonly version: string;
  readonly cpus: number;
  /** The OCI runtime that sandboxes get. */
  readonly runtime: string;
  /** Limits that it cannot keep, in words. */
  readonly warnings: readonly string[];
}

/** @throws UserError `unknown-runtime`, InfraError `engine` */
export async function readEngineFacts(docker: Docker, runtime: string | null): Promise<EngineFacts> {
  const answer: unknown = await callEngine("describe itself", () => docker.info()).catch((error: unknown) => {
    throw toInfraError(error);
  });
  const info = InfoSchema.parse(answer);
  if (runtime !== null && !Object.hasOwn(info.Runtimes, runtime)) {
    throw unknownRuntime(runtime, Object.keys(info.Runtimes).toSorted());
  }
  const hasSeccomp = info.SecurityOptions?.some((option) => option.startsWith("name=seccomp")) ?? false;
  const complaints: readonly [boolean, string][] = [
    [info.MemoryLimit, "the engine cannot limit memory"],
    [info.SwapLimit, "the engine cannot limit swap: a sandbox may use more memory than its limit"],
    [info.PidsLimit, "the engine cannot limit the number of processes"],
    [info.CpuCfsQuota, "the engine cannot limit processors"],
    [hasSeccomp, "the engine filters no system calls (seccomp)"],
    [
      info.NCPU >= DEFAULT_LIMITS.cpus,
      `the engine has ${info.NCPU} processor: a sandbox gets no more, whatever its limit says`,
    ],
  ];
  return {
    version: info.ServerVersion,
    cpus: info.NCPU,
    runtime: runtime ?? info.DefaultRuntime,
    warnings: complaints.flatMap(([isKept, words]) => (isKept ? [] : [words])),
  };
}
