import { resolve } from "node:path";
import { ModelEntrySchema } from "../core/run-config.ts";
import { invalidSetting } from "../core/setting-errors.ts";
import type { RunFlags } from "./run-options.ts";

/** What an address must be is said where it is resolved: it may hold environment variables. */
const FlagsSchema = ModelEntrySchema.omit({ name: true, baseUrl: true });

/** The settings that flags give to every model. @throws UserError for one that a run file could not have */
export function toModelFlags(flags: RunFlags) {
  const { baseUrl, keyFile } = flags;
  const given = omitUndefined({
    keyEnv: flags.keyEnv,
    keyFile: keyFile === undefined || keyFile === "" ? keyFile : resolve(keyFile),
    keyCommand: flags.keyCommand,
    reasoningEffort: flags.reasoningEffort,
    temperature: flags.temperature,
    topP: flags.topP,
    maxOutputTokens: flags.maxOutputTokens,
    seed: flags.modelSeed,
  });
  const result = FlagsSchema.safeParse(given);
  const [issue] = result.error?.issues ?? [];
  if (issue !== undefined) {
    const key = String(issue.path[0]);
    throw invalidSetting(toFlag(key), given[key], issue.message);
  }
  return { ...result.data, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

const toFlag = (key: string): string =>
  key === "seed" ? "--model-seed" : `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const omitUndefined = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
