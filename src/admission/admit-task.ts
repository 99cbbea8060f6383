import type { AdmissionFinding, Certificate, ExhibitRecord } from "../core/certificate.ts";
import { InfraError } from "../core/errors.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { type LoadedTask, TASK_FILE } from "../core/suite.ts";
import type { AnyCheckKind, Task } from "../core/task.ts";
import { loadStartFiles } from "../runner/start-files.ts";
import { loadCheckFiles, loadDocuments, loadServiceFiles } from "./task-sources.ts";
import { type Exhibit, layOutProof, mustPass } from "./exhibits.ts";
import { judgeRecords } from "./findings.ts";
import { fingerprint } from "./fingerprint.ts";
import { collectGiven } from "./given.ts";
import { type AdmissionContext, gradeExhibit } from "./grade-exhibit.ts";
import { interleave } from "./interleave.ts";
import { findLeaks } from "./leaks.ts";
import { findUnstated } from "./stated.ts";

export interface AdmissionRequest {
  readonly suite: string;
  readonly loaded: LoadedTask;
  readonly instantiate: (seed: number) => Task;
  readonly repeats: number;
  readonly callsFile: string;
  readonly checkKinds: readonly AnyCheckKind[];
  /** What grades: the checker's code, and the images. */
  readonly grader: string;
  readonly buildoff: string;
  readonly sandbox: Certificate["sandbox"];
  /** Grades of earlier, by their key. */
  readonly known: ReadonlyMap<string, ExhibitRecord>;
  /** Runs so many gradings at a time. */
  readonly limit: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly onPlanned: (count: number) => void;
  /** Sees every grade as it is known; `isNew` where it was not known before. */
  readonly onRecord: (record: ExhibitRecord, isNew: boolean, unfinished: Certificate) => Promise<void>;
}

/** The admission test of one task. @throws what `signal` was aborted with */
export async function admitTask(request: AdmissionRequest, context: AdmissionContext): Promise<Certificate> {
  const { loaded, known, limit, grader } = request;
  const { task } = loaded;
  const proof = await layOutProof(request);
  const checkFiles = await loadCheckFiles(loaded, request.checkKinds);
  const services = await loadServiceFiles(loaded);
  const start = await loadStartFiles(loaded, task);
  const given = collectGiven(loaded, start);
  const source = await loadDocuments(loaded);
  const hiddenFiles = [...new Map([...checkFiles.values()].flat().map((file) => [file.path, file])).values()];
  const shown = new Set([...task.assets, ...start.map(({ path }) => path)]);
  const secrets = {
    checks: [...hiddenFiles.filter(({ path }) => !shown.has(path)), ...source.map(onlyChecks)],
    solution: proof.solution,
    start,
  };
  const findings: AdmissionFinding[] = [
    ...proof.strayMutants.map((name) => ({
      code: "unknown-check" as const,
      subject: name,
      message: "its name must begin with the id of a check and a point, as in mutants/adds-item.forgets-it",
    })),
    ...proof.idleDeletions.map(({ name, path }) => ({
      code: "deletes-nothing" as const,
      subject: name,
      message: `its .delete lists ${path}, which is not there: correct the path, or leave it out`,
    })),
    ...findBlanks(source),
    ...findLeaks(secrets, [...given.values()].flat()),
    ...findUnstated(task, checkFiles, given),
  ];
  const toCertificate = (
    records: readonly ExhibitRecord[],
    rest: Pick<Certificate, "status" | "findings">,
  ): Certificate => ({
    schema: 1,
    suite: request.suite,
    task: task.id,
    taskHash: loaded.hash,
    buildoff: request.buildoff,
    sandbox: request.sandbox,
    ...rest,
    exhibits: [...records],
  });

  request.onPlanned(proof.exhibits.length);
  const records = new Map<Exhibit, ExhibitRecord>();
  const ordered = (): ExhibitRecord[] => proof.exhibits.flatMap((exhibit) => records.get(exhibit) ?? []);
  const grade = async (exhibit: Exhibit): Promise<void> => {
    const key = fingerprint({ loaded, exhibit, checkFiles, services, grader }, context.sha256);
    const before = known.get(key);
    try {
      const record =
        before === undefined
          ? await limit(() => gradePatiently({ loaded, exhibit, key }, context))
          : { ...before, kind: exhibit.kind, name: exhibit.name };
      records.set(exhibit, record);
      await request.onRecord(
        record,
        before === undefined,
        toCertificate(ordered(), { status: "unfinished", findings }),
      );
    } catch (error) {
      if (!(error instanceof InfraError) || context.signal.aborted) throw error;
      findings.push({ code: "not-graded", subject: exhibit.name, message: error.message });
    }
  };
  await Promise.all(toWorkOrder(proof.exhibits).map(grade));
  const all = [...findings, ...judgeRecords(task, ordered())];
  return toCertificate(ordered(), { status: all.length === 0 ? "admitted" : "refused", findings: all });
}

/**
 * What must pass works through all checks; what must not mostly waits for one to fail. Side by side, the one uses the processors while
 * the other waits.
 */
function toWorkOrder(exhibits: readonly Exhibit[]): Exhibit[] {
  return interleave(
    exhibits.filter(mustPass),
    exhibits.filter((exhibit) => !mustPass(exhibit)),
  );
}

/** What the infrastructure failed at is tried once more, as a trial is. */
async function gradePatiently(
  input: { readonly loaded: LoadedTask; readonly exhibit: Exhibit; readonly key: string },
  context: AdmissionContext,
): Promise<ExhibitRecord> {
  context.signal.throwIfAborted();
  try {
    return await gradeExhibit(input, context);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof InfraError)) throw error;
    return gradeExhibit(input, context);
  }
}

/** How `buildoff new task` marks what its author has to write. */
const BLANK = /\[\[fill in[^\]]*\]\]/g;

function findBlanks(source: readonly SandboxFile[]): AdmissionFinding[] {
  return source.flatMap(({ path, content }) =>
    [...new TextDecoder().decode(content).matchAll(BLANK)].map(([blank]) => ({
      code: "blank" as const,
      subject: path,
      message: `still says "${blank}"`,
    })),
  );
}

/** The checks of a task file, without the prompt that stands above them; of a file of checks, all. */
function onlyChecks(file: SandboxFile): SandboxFile {
  const { path, content } = file;
  if (path !== TASK_FILE) return file;
  const text = new TextDecoder().decode(content);
  const from = text.search(/^checks:/m);
  return { path, content: new TextEncoder().encode(from < 0 ? "" : text.slice(from)) };
}
