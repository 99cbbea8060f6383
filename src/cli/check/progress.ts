import type { Certificate, ExhibitRecord } from "../../core/certificate.ts";
import { formatDuration } from "../../core/format.ts";
import { createProgressLine } from "../report/progress-line.ts";

/** What the user sees while tasks are checked. */
export interface CheckProgress extends Disposable {
  readonly note: (line: string) => void;
  readonly planned: (count: number) => void;
  readonly graded: (task: string, record: ExhibitRecord, isNew: boolean) => void;
  readonly done: (certificate: Certificate) => void;
  readonly clear: () => void;
  readonly counts: () => { readonly graded: number; readonly known: number };
}

/** One line that tells how far it is, where there is a terminal; a line for each task that is done. */
export function createCheckProgress(stream: NodeJS.WriteStream): CheckProgress {
  const line = createProgressLine(stream);
  const startedAt = performance.now();
  let planned = 0;
  let graded = 0;
  let known = 0;
  const note = (text: string): void => {
    line.clear();
    stream.write(`${text}\n`);
  };
  return {
    note,
    planned: (count) => void (planned += count),
    graded: (task, { name }, isNew) => {
      if (isNew) graded += 1;
      else known += 1;
      const took = performance.now() - startedAt;
      const left =
        graded === 0 ? "" : `, about ${formatDuration((took / graded) * (planned - known - graded))} left`;
      line.show(`graded ${graded + known} of ${planned}${left}: ${task} ${name}`);
    },
    done: ({ task, status, findings }) =>
      note(`${task}: ${status}${findings.length === 0 ? "" : `, ${findings.length} missing`}`),
    clear: line.clear,
    counts: () => ({ graded, known }),
    [Symbol.dispose]: line.clear,
  };
}
