import type { Sandbox } from "../core/sandbox.ts";
import { formatSize } from "../core/format.ts";
import { execBounded } from "../tools/bounded-exec.ts";

/** What a program's session may take; a larger one is not kept. */
const MAX_BYTES = 64_000_000;
const TIMEOUT_MS = 60_000;

const PACK = 'cd "$HOME" && for folder; do [ -e "$folder" ] && echo "$folder"; done | tar -cf - -T -';
const UNPACK = 'cd "$HOME" && tar -xf -';
/** GNU tar says by it that a file changed while it was read: the program goes on meanwhile. */
const CHANGED = 1;
/** Zeros that end an archive. */
const END_BYTES = 1024;

/** A session as it was packed. Without `packed` there is none yet, or `problem` says why it was not kept. */
interface PackedSession {
  readonly packed: Uint8Array | null;
  readonly problem: string | null;
}

/**
 * Packs folders below $HOME with the agent's own rights. The archive is the agent's own data: it is only ever unpacked
 * again with the agent's rights, in the same kind of sandbox.
 */
export async function packSession(sandbox: Sandbox, folders: readonly string[]): Promise<PackedSession> {
  const result = await execBounded(sandbox, ["sh", "-c", PACK, "pack", ...folders], {
    ...asAgent(sandbox),
    maxOutputBytes: MAX_BYTES,
    floodBytes: MAX_BYTES,
  });
  const { end, exitCode, stdout, stderr } = result;
  if (end === "output-limit") return fail(`it is larger than ${formatSize(MAX_BYTES)}`);
  if (end === "timeout") return fail("packing it took too long");
  if (end !== "exited" || exitCode === null || exitCode > CHANGED || !isWhole(stdout))
    return fail(new TextDecoder().decode(stderr).trim().slice(-300) || "it could not be packed");
  return { packed: stdout.some((byte) => byte !== 0) ? stdout : null, problem: null };
}

const fail = (problem: string): PackedSession => ({ packed: null, problem });

const isWhole = (archive: Uint8Array): boolean =>
  archive.byteLength >= END_BYTES && archive.subarray(-END_BYTES).every((byte) => byte === 0);

/** False where it could not be unpacked. */
export async function unpackSession(sandbox: Sandbox, packed: Uint8Array): Promise<boolean> {
  const result = await sandbox.exec(["sh", "-c", UNPACK], { ...asAgent(sandbox), stdin: packed });
  return result.exitCode === 0;
}

function asAgent({ layout }: Sandbox) {
  return { user: "agent", cwd: layout.home, env: { HOME: layout.home }, timeoutMs: TIMEOUT_MS } as const;
}
