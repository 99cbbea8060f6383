import { readFile } from "node:fs/promises";
import type { ModelEntry } from "../core/run-config.ts";
import { missingKey } from "../core/user-errors.ts";
import { Secret } from "./secret.ts";

/** Where a provider's key comes from. */
export interface KeySource {
  /** In words, for messages and the manifest: the name of a variable, of a file, or of a command; never the key. */
  readonly source: string;
  /** @throws UserError `missing-key` */
  readonly current: () => Promise<Secret>;
  /** Reads the key anew, after the provider refused this one; false where it is still the same. */
  readonly refresh: (refused: Secret) => Promise<boolean>;
  /** Every key that was used so far, for the redactor. */
  readonly known: () => readonly string[];
}

const COMMAND_TIMEOUT_MS = 30_000;

/** Where a model's key is read from; null where it needs none. Nothing is read yet, but for the environment. */
export function createKeySource(
  asked: ModelEntry,
  fallbackEnv: string | null,
  env: NodeJS.ProcessEnv,
): KeySource | null {
  const { name, keyFile, keyCommand, keyRefresh = null } = asked;
  if (keyCommand !== undefined)
    return createRenewedKey(`the command ${keyCommand}`, {
      name,
      keyRefresh,
      read: () => runCommand(keyCommand, env),
    });
  if (keyFile !== undefined)
    return createRenewedKey(`the file ${keyFile}`, {
      name,
      keyRefresh,
      read: () => readFile(keyFile, "utf8"),
    });
  const keyEnv = asked.keyEnv ?? fallbackEnv;
  if (keyEnv === null) return null;
  const secret = toSecret(env[keyEnv] ?? "", name, keyEnv);
  const known = [secret.reveal()];
  return { source: keyEnv, current: async () => secret, refresh: async () => false, known: () => known };
}

interface RenewedKey {
  readonly name: string;
  /** Age in ms at which it is read anew; null: only when it was refused. */
  readonly keyRefresh: number | null;
  readonly read: () => Promise<string>;
}

/** A key that may change while a run goes on. However many calls ask at once, it is read once. */
function createRenewedKey(source: string, { name, keyRefresh, read }: RenewedKey): KeySource {
  const known = new Set<string>();
  let held: { readonly secret: Secret; readonly readAt: number } | null = null;
  let reading: Promise<Secret> | null = null;

  const readOnce = (): Promise<Secret> => {
    reading ??= (async () => {
      const text = await read().catch((cause: unknown) => {
        throw missingKey(
          name,
          source,
          cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause),
        );
      });
      const secret = toSecret(text, name, source);
      known.add(secret.reveal());
      held = { secret, readAt: performance.now() };
      return secret;
    })().finally(() => {
      reading = null;
    });
    return reading;
  };
  const isOld = (): boolean =>
    held === null || (keyRefresh !== null && performance.now() - held.readAt >= keyRefresh);
  return {
    source,
    current: async () => (held === null || isOld() ? readOnce() : held.secret),
    refresh: async (refused) => {
      // Another call may have renewed it meanwhile.
      if (held !== null && held.secret.reveal() !== refused.reveal()) return true;
      return (await readOnce()).reveal() !== refused.reveal();
    },
    known: () => [...known],
  };
}

async function runCommand(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { execa } = await import("execa");
  const { stdout } = await execa("sh", ["-c", command], {
    env,
    extendEnv: false,
    stdin: "ignore",
    timeout: COMMAND_TIMEOUT_MS,
    maxBuffer: 100_000,
  });
  return stdout;
}

function toSecret(text: string, name: string, source: string): Secret {
  const key = text.trim();
  if (key === "") throw missingKey(name, source);
  if (!/^[\x21-\x7e]+$/.test(key)) throw missingKey(name, source, "it holds characters that no key has");
  return new Secret(key);
}
