import { missingKey } from "../core/user-errors.ts";
import { Secret } from "./secret.ts";

/** Where a provider's key comes from. */
export interface KeySource {
  /** In words, for messages and the manifest: the name of a variable, of a file, or of a program; never the key. */
  readonly source: string;
  readonly current: () => Promise<Secret>;
  /** Reads the key anew, after the provider refused it; false where it is still the same. */
  readonly refresh: () => Promise<boolean>;
  /** Every key that was used so far, for the redactor. */
  readonly known: () => readonly string[];
}

/** A key in the environment, which does not change while a run goes on. @throws UserError `missing-key` */
export function createEnvironmentKey(keyEnv: string, name: string, env: NodeJS.ProcessEnv): KeySource {
  const key = env[keyEnv]?.trim() ?? "";
  if (key === "") throw missingKey(name, keyEnv);
  if (!/^[\x21-\x7e]+$/.test(key)) throw missingKey(name, keyEnv, "it holds characters that no key has");
  const secret = new Secret(key);
  return { source: keyEnv, current: async () => secret, refresh: async () => false, known: () => [key] };
}
