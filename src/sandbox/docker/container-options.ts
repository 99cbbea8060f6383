import type { ContainerCreateOptions, HostConfig } from "dockerode";
import type { Limits } from "../../core/limits.ts";
import type { SandboxRole } from "../../core/sandbox.ts";
import { layoutOf, UIDS } from "./layout.ts";

const MIB = 1024 ** 2;
const RUN_BYTES = 16 * MIB;
const MIN_TMPFS_BYTES = 64 * MIB;
const MIN_INODES = 100_000;
const SHM_BYTES: Record<SandboxRole, number> = { agent: 64 * MIB, app: 64 * MIB, checker: 512 * MIB };
const MAX_OPEN_FILES = 16_384;
/** Room for what a checker is given: its own code, a task's hidden files, a copy of the workspace. */
const JOB_BYTES = 512 * MIB;

export interface ContainerPlan {
  readonly role: SandboxRole;
  readonly limits: Limits;
  /** Digest of the image. */
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Seccomp profile as JSON. */
  readonly seccomp: string;
  /** Id of the container whose network is joined, or null for none at all. */
  readonly joins: string | null;
  readonly runtime: string | null;
  /** Processors that the engine has: it refuses to promise more. */
  readonly engineCpus: number;
}

/** HostConfig members that the client's types do not have. */
interface SealedHostConfig extends HostConfig {
  readonly CgroupnsMode: "private";
}

/**
 * A sealed container that waits: PID 1 is root without a single capability, so that no other user can stop it, and
 * everything else is exec'd as a user of its own. Nothing of it can be written but the volume and the tmpfs folders.
 */
export function planContainer(plan: ContainerPlan): ContainerCreateOptions {
  const { role, limits, image, labels, joins, runtime } = plan;
  const volume = planVolume(plan);
  const memoryBytes = limits.memoryBytes + volume.sizeBytes;
  const scratchBytes = Math.max(MIN_TMPFS_BYTES, Math.floor(limits.memoryBytes / 4));
  const host: SealedHostConfig = {
    NetworkMode: joins === null ? "none" : `container:${joins}`,
    IpcMode: "private",
    CgroupnsMode: "private",
    CapDrop: ["ALL"],
    SecurityOpt: ["no-new-privileges", `seccomp=${plan.seccomp}`],
    ReadonlyRootfs: true,
    Init: true,
    PidsLimit: limits.processes,
    // Alone, Memory would allow as much again in swap.
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    NanoCpus: Math.round(Math.min(limits.cpus, plan.engineCpus) * 1e9),
    ShmSize: SHM_BYTES[role],
    Tmpfs: planTmpfs(role, scratchBytes),
    Mounts: [volume.mount],
    Ulimits: [
      { Name: "nofile", Soft: MAX_OPEN_FILES, Hard: MAX_OPEN_FILES },
      { Name: "core", Soft: 0, Hard: 0 },
      // Ends sparse files. No nproc: it counts a user over all containers together.
      ...limitOf("fsize", Math.max(volume.sizeBytes, scratchBytes, SHM_BYTES[role])),
    ],
    LogConfig: { Type: "none", Config: {} },
    RestartPolicy: { Name: "no" },
    ...(runtime === null ? {} : { Runtime: runtime }),
  };
  return {
    Image: image,
    Entrypoint: ["/bin/sleep", "infinity"],
    Cmd: [],
    User: "0:0",
    WorkingDir: "/",
    Labels: { ...labels },
    HostConfig: host,
  };
}

const limitOf = (Name: string, bytes: number) => [{ Name, Soft: bytes, Hard: bytes }];

function planTmpfs(role: SandboxRole, sizeBytes: number): Record<string, string> {
  const uid = role === "checker" ? UIDS.checker : UIDS.agent;
  const common = "rw,nosuid,nodev";
  const own = `uid=${uid},gid=${uid}`;
  // Docker's own default is noexec. A folder that the image has keeps its mode, whatever is asked for here.
  const scratch = `${common},exec,size=${sizeBytes},nr_inodes=${MIN_INODES}`;
  return {
    "/tmp": `${scratch},mode=1777`,
    [layoutOf(role).home]: `${scratch},${own},mode=0755`,
    "/run": `${common},noexec,size=${RUN_BYTES},nr_inodes=1000,${own},mode=0755`,
  };
}

/**
 * The volume for the workspace (in the checker: for its job). An anonymous one, so that it comes and goes with its
 * container; in memory, so that it is bounded. A tmpfs mount would not do: the engine's archive calls do not see it.
 */
function planVolume({ role, limits, labels }: ContainerPlan) {
  const isChecker = role === "checker";
  const uid = isChecker ? UIDS.checker : UIDS.agent;
  const sizeBytes = isChecker ? JOB_BYTES : limits.diskBytes;
  const inodes = Math.max(MIN_INODES, 4 * limits.files);
  const o = `size=${sizeBytes},nr_inodes=${inodes},uid=${uid},gid=${uid},mode=0755,nosuid,nodev`;
  const mount = {
    Type: "volume" as const,
    Source: "",
    Target: isChecker ? layoutOf(role).job : layoutOf(role).app,
    VolumeOptions: {
      NoCopy: true,
      Labels: { ...labels },
      DriverConfig: { Name: "local", Options: { type: "tmpfs", device: "tmpfs", o } },
    },
  };
  return { sizeBytes, mount };
}
