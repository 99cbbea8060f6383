import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** A folder that is gone when the test is. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "buildoff-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for all tests of a file; call it where hooks are declared. */
export async function makeSuiteFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "buildoff-test-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
