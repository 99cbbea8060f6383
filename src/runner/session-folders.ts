import type { Sandbox } from "../core/sandbox.ts";

/** What a program's session may take; a larger one is not kept, and the turn starts again. */
const MAX_BYTES = 64_000_000;
const TIMEOUT_MS = 60_000;

const PACK = 'cd "$HOME" && for folder; do [ -e "$folder" ] && echo "$folder"; done | tar -cf - -T -';
const UNPACK = 'cd "$HOME" && tar -xf -';

/**
 * Packs folders below $HOME with the agent's own rights. The archive is the agent's own data: it is only ever unpacked
 * again with the agent's rights, in the same kind of sandbox. Null where there is none, or too much.
 */
export async function packSession(sandbox: Sandbox, folders: readonly string[]): Promise<Uint8Array | null> {
  const { exitCode, end, stdout, truncated } = await sandbox.exec(["sh", "-c", PACK, "pack", ...folders], {
    ...asAgent(sandbox),
    maxOutputBytes: MAX_BYTES,
  });
  return end === "exited" && exitCode === 0 && !truncated && stdout.byteLength > 0 ? stdout : null;
}

/** False where it could not be unpacked. */
export async function unpackSession(sandbox: Sandbox, packed: Uint8Array): Promise<boolean> {
  const result = await sandbox.exec(["sh", "-c", UNPACK], { ...asAgent(sandbox), stdin: packed });
  return result.exitCode === 0;
}

function asAgent({ layout }: Sandbox) {
  return { user: "agent", cwd: layout.home, env: { HOME: layout.home }, timeoutMs: TIMEOUT_MS } as const;
}
