import { statfs } from "node:fs/promises";
import { platform } from "node:os";
import type Docker from "dockerode";
import { execa } from "execa";
import { formatSize } from "../../core/format.ts";
import { connectEngine } from "./engine.ts";
import { loadCatalog } from "./images/catalog.ts";
import { chooseDebianSources } from "./images/debian.ts";

/** What one check of `buildoff doctor` found, and what to do where it is not well. */
export interface Diagnosis {
  readonly status: "ok" | "warn" | "fail";
  readonly found: string;
  readonly remedy: string | null;
}

/** One line of `buildoff doctor`. `run` may throw: that is a failure with the error's message. */
export interface DiagnosticCheck<Subject> {
  readonly title: string;
  readonly run: (subject: Subject) => Promise<Diagnosis>;
}

/** The parts of the engine's own description that are looked at. */
interface EngineInfo {
  readonly Architecture: string;
  readonly Driver: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver: string;
  readonly MemoryLimit: boolean;
  readonly PidsLimit?: boolean;
  readonly SecurityOptions: readonly string[] | null;
  readonly MemTotal: number;
  readonly NCPU: number;
  readonly DockerRootDir: string;
}

export interface EngineSubject {
  readonly docker: Docker;
  readonly version: Docker.DockerVersion;
  readonly info: EngineInfo;
}

const GIB = 1024 ** 3;
const REGISTRY_TIMEOUT_MS = 10_000;

export const ok = (found: string): Diagnosis => ({ status: "ok", found, remedy: null });
export const warn = (found: string, remedy: string): Diagnosis => ({ status: "warn", found, remedy });
export const fail = (found: string, remedy: string): Diagnosis => ({ status: "fail", found, remedy });

/** Connects to the engine and asks it about itself. @throws UserError as `connectEngine` does */
export async function loadEngineSubject(): Promise<EngineSubject> {
  const docker = await connectEngine();
  const [version, info] = await Promise.all([docker.version(), docker.info()]);
  return { docker, version, info: info as EngineInfo };
}

/** What is asked of an engine that answers, one line here a check. */
export const engineChecks: readonly DiagnosticCheck<EngineSubject>[] = [
  { title: "Docker Engine", run: async ({ version }) => ok(`${version.Version}, API ${version.ApiVersion}`) },
  { title: "containers", run: async ({ info }) => checkPlatform(info) },
  { title: "storage driver", run: async ({ info }) => checkStorage(info) },
  { title: "limits (cgroup)", run: async ({ info }) => checkCgroup(info) },
  { title: "seccomp", run: async ({ info }) => checkSeccomp(info) },
  { title: "engine's memory", run: async ({ info }) => checkMemory(info) },
  { title: "engine's disk", run: async ({ info }) => checkDisk(info) },
  { title: "images", run: checkImages },
];

function checkPlatform({ Architecture }: EngineInfo): Diagnosis {
  if (!["x86_64", "amd64", "aarch64", "arm64"].includes(Architecture)) {
    return fail(`linux on ${Architecture}`, "use an engine on x86-64 or arm64");
  }
  return ok(`linux on ${Architecture}`);
}

function checkStorage({ Driver }: EngineInfo): Diagnosis {
  if (Driver !== "vfs") return ok(Driver);
  return warn("vfs copies a whole image for each container", "use overlay2 where the engine's disk can");
}

function checkCgroup(info: EngineInfo): Diagnosis {
  const found = `v${info.CgroupVersion ?? "1"}, ${info.CgroupDriver}`;
  const missing = [
    ...(info.MemoryLimit ? [] : ["memory"]),
    ...(info.PidsLimit === false ? ["processes"] : []),
  ];
  if (missing.length === 0) return ok(found);
  return fail(
    `${found}; cannot limit ${missing.join(" and ")}`,
    "give the engine these cgroup controllers (rootless: delegate them to your user's slice)",
  );
}

function checkSeccomp({ SecurityOptions }: EngineInfo): Diagnosis {
  const options = SecurityOptions ?? [];
  if (options.some((option) => option.includes("seccomp"))) return ok("on");
  return fail("off", "use an engine with seccomp: without it a sandbox is not sealed");
}

function checkMemory({ MemTotal, NCPU }: EngineInfo): Diagnosis {
  const found = `${formatSize(MemTotal)}, ${NCPU} processors`;
  if (MemTotal >= 4 * GIB) return ok(found);
  return warn(found, "a trial may use 2 GiB and its browser 2 GiB: run one at a time (-j 1)");
}

/** Known only where the engine's folder is on this machine. */
async function checkDisk({ DockerRootDir }: EngineInfo): Promise<Diagnosis> {
  const usage = platform() === "linux" ? await statfs(DockerRootDir).catch(() => null) : null;
  if (usage === null) return ok("not known: the engine's disk is not on this machine");
  const freeBytes = usage.bavail * usage.bsize;
  const found = `${formatSize(freeBytes)} free in ${DockerRootDir}`;
  if (freeBytes >= 8 * GIB) return ok(found);
  return (freeBytes >= 3 * GIB ? warn : fail)(
    found,
    "make room: the images need 2 GiB, each trial up to 1 GiB",
  );
}

async function checkImages({ docker }: EngineSubject): Promise<Diagnosis> {
  const catalog = await loadCatalog(docker);
  const missing = catalog.filter(({ image }) => image === null).map(({ what }) => what);
  const outdated = catalog.filter(({ isCurrent }) => !isCurrent).length;
  const present = catalog.length - missing.length - outdated;
  const old = outdated === 0 ? "" : `, ${outdated} outdated (\`buildoff clean --images\`)`;
  if (missing.length === 0) return ok(`${present} ready${old}`);
  const found = `${present} ready${old}, missing: ${missing.join(", ")}`;
  if (!missing.includes("node")) {
    return warn(found, "they are built when a run first needs them; `buildoff images build` does it now");
  }
  const way = await findWayToBase(docker);
  if (way !== null) {
    return warn(
      found,
      `built when a run first needs them, from ${way}; \`buildoff images build\` does it now`,
    );
  }
  return fail(
    `${found}; the engine reaches no registry, and mmdebstrap is not installed here`,
    "install mmdebstrap (Debian, Ubuntu: `apt install mmdebstrap`), give the engine a registry, or name an image in BUILDOFF_BASE",
  );
}

/** Asks without downloading anything, and what answers at once before the registry. */
async function findWayToBase(docker: Docker): Promise<string | null> {
  const sources = chooseDebianSources(process.env["BUILDOFF_BASE"]);
  const mayUsePackages = sources.some(({ kind }) => kind === "packages");
  if (mayUsePackages && (await succeeds(execa("mmdebstrap", ["--version"])))) return "Debian's packages";
  const registry = sources.find((source) => source.kind === "registry");
  if (registry === undefined) return null;
  const image = docker.getImage(registry.reference);
  if (await succeeds(image.inspect())) return "an image that the engine has";
  const asked = image.distribution();
  const timeout = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("the registry does not answer")), REGISTRY_TIMEOUT_MS).unref();
  });
  return (await succeeds(Promise.race([asked, timeout]))) ? "the registry" : null;
}

const succeeds = (promise: PromiseLike<unknown>): Promise<boolean> =>
  Promise.resolve(promise).then(
    () => true,
    () => false,
  );
