import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layOutProof } from "../../src/admission/exhibits.ts";
import { CALLS_FILE } from "../../src/agents/oracle.ts";
import { checkKinds } from "../../src/checks/registry.ts";
import { type Certificate, CertificateSchema } from "../../src/core/certificate.ts";
import type { LoadedTask } from "../../src/core/suite.ts";
import { listBuiltInSuites, loadSuite } from "../../src/loader/load-suite.ts";
import { instantiateTask } from "../../src/loader/load-task.ts";

/** Times that a solution has to have been graded. */
const REPEATS = 3;

const suites = await Promise.all((await listBuiltInSuites()).map((name) => loadSuite(name, checkKinds)));

const readCertificate = async (folder: string, id: string): Promise<Certificate> =>
  CertificateSchema.parse(JSON.parse(await readFile(join(folder, "certificates", `${id}.json`), "utf8")));

/** One line for each workspace that the proof of a task has now. */
async function listExhibits(loaded: LoadedTask): Promise<string[]> {
  const { exhibits } = await layOutProof({
    loaded,
    instantiate: (seed) => instantiateTask(loaded, seed, checkKinds),
    repeats: REPEATS,
    callsFile: CALLS_FILE,
  });
  return exhibits.map(toLine);
}

type Line = Pick<Certificate["exhibits"][number], "kind" | "name" | "turn" | "seed" | "repeat">;
const toLine = ({ kind, name, turn, seed, repeat }: Line): string =>
  `${kind} ${name} turn ${turn} seed ${seed} repeat ${repeat}`;

describe.each(suites.map((suite) => [suite.file.name, suite] as const))("the suite %s", (_, suite) => {
  it.each(suite.tasks.map((loaded) => [loaded.task.id, loaded] as const))(
    "holds an admitted certificate of %s as it is now",
    async (id, loaded) => {
      const certificate = await readCertificate(suite.folder, id);
      expect(certificate).toMatchObject({ status: "admitted", findings: [], taskHash: loaded.hash });
      expect(certificate.exhibits.map(toLine)).toEqual(expect.arrayContaining(await listExhibits(loaded)));
      const last = loaded.task.turns.length;
      const solutions = certificate.exhibits.filter(
        ({ kind, turn, seed }) => kind === "solution" && turn === last && seed === 0,
      );
      expect(new Set(solutions.map(({ verdictHash }) => verdictHash)).size).toBe(1);
      expect(solutions.flatMap(({ failed }) => failed)).toEqual([]);
    },
  );
});
