import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { SandboxFile } from "../../../src/core/sandbox.ts";
import type { LoadedTask } from "../../../src/core/suite.ts";
import { checkKinds } from "../../../src/checks/registry.ts";
import { loadSuite } from "../../../src/loader/load-suite.ts";
import { dockerProvider } from "../../../src/sandbox/docker/provider.ts";
import {
  createGrader,
  type Grader,
  overlay,
  readFolder,
  startFiles,
} from "../../support/grading.ts";
import { describeDocker } from "../../support/needs.ts";

// A check that fails waits for what never comes: a cheat takes as long as all its checks together.
vi.setConfig({ testTimeout: 400_000 });

interface Variant {
  readonly name: string;
  readonly loaded: LoadedTask;
  readonly folder: string;
}

const lay = async ({ loaded, folder }: Variant, below: readonly SandboxFile[] = []): Promise<SandboxFile[]> =>
  overlay(overlay(await startFiles(loaded), below), await readFolder(folder));

const requiredOf = ({ task }: LoadedTask): Set<string> =>
  new Set(task.checks.filter((check) => check.required).map(({ id }) => id));

async function listVariants(loaded: LoadedTask, kind: string): Promise<Variant[]> {
  const root = join(loaded.folder, kind);
  const names = await readdir(root).catch((): string[] => []);
  return names.map((name) => ({ name: `${kind}/${name}`, loaded, folder: join(root, name) }));
}

/** A task of a built-in suite with all that it ships as its own proof, on docker. */
export async function proveTask(suiteName: string, id: string): Promise<void> {
  const suite = await loadSuite(suiteName, checkKinds);
  const loaded = suite.tasks.find(({ task }) => task.id === id)!;
  const solution = { name: "solution", loaded, folder: join(loaded.folder, "solution") };
  const [alternatives = [], mutants = [], cheats = []] = await Promise.all(
    ["alternatives", "mutants", "cheats"].map((kind) => listVariants(loaded, kind)),
  );

  describeDocker(`the task ${id}, on docker`, () => {
    let grader: Grader;
    beforeAll(async () => {
      grader = await createGrader(dockerProvider, { ...suite, tasks: [loaded] });
    });
    afterAll(() => grader[Symbol.asyncDispose]());

    it("has an alternative, three mutants and a cheat", () => {
      expect(alternatives.length).toBeGreaterThanOrEqual(1);
      expect(mutants.length).toBeGreaterThanOrEqual(3);
      expect(cheats.length).toBeGreaterThanOrEqual(1);
    });

    it.each([solution, ...alternatives])("$name passes every check", async (variant) => {
      const grade = await grader.grade(variant.loaded, await lay(variant));
      expect(
        grade.verdicts
          .filter(({ passed }) => !passed)
          .map(({ id, evidence }) => `${id}: ${evidence.message}`),
      ).toEqual([]);
      expect(grade.failedPhase).toBeNull();
    });

    it("passes no required check with nothing built", async () => {
      const grade = await grader.grade(loaded, await startFiles(loaded));
      const required = requiredOf(loaded);
      expect(grade.verdicts.filter(({ id, passed }) => passed && required.has(id))).toEqual([]);
    });

    // What should fail waits, and fails under load all the same: so these go side by side.
    it.concurrent.each(mutants)("$name fails the check that it names", async (variant) => {
      const [check] = basename(variant.folder).split(".");
      const files = await readFolder(solution.folder);
      const grade = await grader.grade(variant.loaded, await lay(variant, files), [check!]);
      expect(grade.verdicts.map(({ id, passed }) => ({ id, passed }))).toEqual([
        { id: check, passed: false },
      ]);
    });

    it.concurrent.each(cheats)("$name does not pass", async (variant) => {
      const grade = await grader.grade(variant.loaded, await lay(variant));
      const required = requiredOf(variant.loaded);
      expect(grade.verdicts.filter(({ id }) => required.has(id)).every(({ passed }) => passed)).toBe(false);
    });
  });
}
