import type Docker from "dockerode";
import { execa, ExecaError } from "execa";
import { baseUnusable } from "../../../core/machine-errors.ts";
import { EngineTaskError, followEngine } from "./engine-stream.ts";

const SUITE = "bookworm";
/** Left out of the image: manuals and translations. */
const LEAN = ["doc", "info", "lintian", "locale", "man"].map((name) => `path-exclude=/usr/share/${name}/*`);
/** Time for mmdebstrap to remove its temporary folder when it is stopped. */
const GRACE_MS = 15_000;

/** What decides which image comes out. */
export const PACKAGES_RECIPE: Readonly<Record<string, unknown>> = { suite: SUITE, lean: LEAN };

/**
 * Makes a minimal Debian of its packages on this machine and streams it into the engine, under a temporary tag.
 * @throws UserError `base-unusable`; the signal's reason
 */
export async function importPackages(
  docker: Docker,
  tag: string,
  { arch, signal }: { readonly arch: string; readonly signal: AbortSignal },
): Promise<void> {
  signal.throwIfAborted();
  const child = execa("mmdebstrap", toArguments(arch), {
    stdin: "ignore",
    buffer: { stdout: false, stderr: true },
    encoding: "buffer",
    // A group of its own, so that its children can be stopped with it and Ctrl-C reaches it through us alone.
    detached: true,
  });
  const stop = (): void => stopGroup(child.pid);
  signal.addEventListener("abort", stop, { once: true });
  const colon = tag.lastIndexOf(":");
  const into = { repo: tag.slice(0, colon), tag: tag.slice(colon + 1) };
  const imported = docker.importImage(child.stdout, into).then((answer) => followEngine(answer, () => {}));
  // Both are waited for: the engine makes an image even of half an archive, which the caller then removes.
  const [made, taken] = await Promise.allSettled([child, imported]);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  for (const end of [made, taken]) {
    if (end.status === "rejected") throw baseUnusable(describeFailure(end.reason), end.reason);
  }
}

/** Without a mirror mmdebstrap takes Debian's own. */
const toArguments = (arch: string): string[] => [
  "--variant=minbase",
  `--architectures=${arch}`,
  "--format=tar",
  '--aptopt=Acquire::Languages "none"',
  ...LEAN.map((option) => `--dpkgopt=${option}`),
  "--quiet",
  SUITE,
  "-",
];

function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  const send = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended.
    }
  };
  send("SIGTERM");
  setTimeout(() => send("SIGKILL"), GRACE_MS).unref();
}

function describeFailure(cause: unknown): string {
  if (cause instanceof ExecaError) {
    if (cause.code === "ENOENT") return "mmdebstrap is not installed";
    const said = Buffer.from((cause.stderr as Uint8Array | undefined) ?? []).toString();
    const errors = said.split("\n").filter((line) => line.startsWith("E:"));
    return `mmdebstrap failed: ${errors.join(" ") || said.trim().slice(-300) || cause.shortMessage}`;
  }
  if (cause instanceof EngineTaskError)
    return `the engine does not take what mmdebstrap made: ${cause.message}`;
  return `mmdebstrap failed: ${String(cause)}`;
}
