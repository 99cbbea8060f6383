import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckContext } from "../context.ts";
import { findMismatch } from "../http/json-pattern.ts";
import { CheckFailure, type Finding, pass } from "../verdict.ts";
import type { ServiceState } from "../service.ts";

/** Folder of a service's own workspace that holds its state. */
const STATE = "state";

/** Compares one file of a service's state with a pattern. A file that was never written counts as null. */
export async function runService(
  { name, file, json }: ServiceState,
  context: CheckContext,
): Promise<Finding> {
  if (context.servicesFolder === null) throw new CheckFailure("the state of the services is not there");
  const text = await readFile(join(context.servicesFolder, name, STATE, file), "utf8").catch(() => "null");
  const mismatch = findMismatch(json, parse(text, `${name}/${file}`), `${file} of ${name}`);
  if (mismatch === null) return pass(`the state of ${name} is as expected`);
  const { what, wanted, found } = mismatch;
  throw new CheckFailure(`expected ${what} ${wanted}, found ${found}`, { expected: wanted, actual: found });
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CheckFailure(`expected ${name} to be JSON`, { cause });
  }
}
