import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { CheckContext } from "../../src/checks/context.ts";
import { runService } from "../../src/checks/service/run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

async function look(json: unknown, state: string | null): Promise<string> {
  const servicesFolder = await makeTemporaryFolder();
  await mkdir(join(servicesFolder, "hotels", "state"), { recursive: true });
  if (state !== null) await writeFile(join(servicesFolder, "hotels", "state", "booked.json"), state);
  const spec = { name: "hotels", file: "booked.json", json: json as never };
  const found = await runService(spec, { servicesFolder } as CheckContext).catch((error: Error) => error);
  return found instanceof Error ? found.message : `passed: ${found.evidence.message}`;
}

it.each([
  [{ ids: ["HT1"] }, '{ "ids": ["HT1"], "more": 1 }', "passed: the state of hotels is as expected"],
  [{ ids: ["HT1"] }, '{ "ids": [] }', "expected booked.json of hotels.ids to have length 1, found []"],
  [null, null, "passed: the state of hotels is as expected"],
  [{ ids: [] }, null, "expected booked.json of hotels to be an object, found null"],
  [{ ids: [] }, "{ ids", "expected hotels/booked.json to be JSON"],
])("%j of the state %j: %s", async (pattern, state, message) => {
  expect(await look(pattern, state)).toBe(message);
});
